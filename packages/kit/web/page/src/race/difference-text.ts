import type { Moment } from '../story.ts'
import type { ComparedRun, Difference } from './first-difference.ts'
import { orderEnd } from './order-end.ts'

/** Says in sentences how two runs differ. */
export function differenceText(
  difference: Difference,
  one: ComparedRun & { name: string },
  other: ComparedRun & { name: string },
): string[] {
  const { asked, happened, verdict } = difference
  const at = (run: ComparedRun, place: number) => momentText(run.moments[place])
  const sentences: string[] = []
  if (asked === undefined && happened === undefined) sentences.push('Both runs show the same.')
  // What is asked behind the first other event is what came of it.
  if (asked !== undefined && (happened === undefined || asked < happened)) {
    sentences.push(
      `Moment ${asked + 1} is the first that asks for something else. ${one.name}: ${at(one, asked)}. ${other.name}: ${at(other, asked)}.`,
    )
  }
  if (happened !== undefined) {
    sentences.push(
      `Moment ${happened + 1} is the first at which something else happens. ${one.name}: ${at(one, happened)}. ${other.name}: ${at(other, happened)}.`,
    )
  } else if (asked !== undefined) sentences.push('The same happens in both.')
  const ends = [one, other].map((run) => `${run.name}: ${endText(run)}.`)
  if (endText(one) === endText(other) && verdict === 'same') {
    sentences.push(`Both end the same: ${endText(one)}.`)
  } else sentences.push(`They end differently. ${ends.join(' ')}`)
  return sentences
}

export function momentText(moment: Moment | undefined): string {
  if (moment === undefined) return 'it has ended before'
  const { actor } = moment
  switch (moment.type) {
    case 'step':
      return `${actor}, “${moment.statement}” → ${replyText(moment.reply)}`
    case 'blocked':
      return `${actor}, “${moment.statement}” waits${moment.by.length > 0 ? ` for ${moment.by.join(', ')}` : ''}`
    case 'resumed':
      return `${actor} goes on → ${replyText(moment.reply)}`
    case 'crashed':
      return `${actor} crashes`
    case 'finished':
      return `${actor} ends${valueText(moment.value)}`
    case 'failed':
      return `${actor} fails with ${moment.code}`
  }
}

function endText({ moments, end }: ComparedRun): string {
  const ends = moments.flatMap((moment) => {
    if (moment.type === 'finished') return `${moment.actor} ends${valueText(moment.value)}`
    return moment.type === 'failed' || moment.type === 'crashed' ? momentText(moment) : []
  })
  return `${ends.toSorted().join(', ')}; ${orderEnd(moments, end?.violation).text}`
}

function replyText(reply: Extract<Moment, { type: 'step' }>['reply']): string {
  return reply.outcome === 'error' ? `${reply.code} ${reply.text}` : reply.text
}

function valueText(value: unknown): string {
  if (value === undefined) return ''
  return ` with ${typeof value === 'string' ? value : JSON.stringify(value)}`
}
