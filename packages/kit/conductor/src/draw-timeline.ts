import type { Moment, Timeline } from './timeline.ts'

/** Writes a recorded run as plain text, one line a moment, for messages of failed tests. */
export function drawTimeline({ actors, moments }: Timeline): string {
  const width = Math.max(...actors.map((actor) => actor.length))
  return moments.map((moment) => `  ${moment.actor.padEnd(width)}  ${describeMoment(moment)}`).join('\n')
}

function describeMoment(moment: Moment): string {
  switch (moment.type) {
    case 'step':
      return `${moment.statement}${replied(moment.reply)}`
    case 'blocked':
      return `${moment.statement}  … waits${moment.by.length > 0 ? ` for ${moment.by.join(', ')}` : ''}`
    case 'resumed':
      return `${moment.statement}  … goes on${replied(moment.reply)}`
    case 'crashed':
      return 'crashes'
    case 'finished':
      return `ends${moment.value === undefined ? '' : ` with ${JSON.stringify(moment.value)}`}`
    case 'failed':
      return `fails with ${moment.code}: ${moment.message}`
  }
}

function replied(reply: Extract<Moment, { type: 'step' }>['reply']): string {
  if (reply.outcome === 'error') return `  → ${reply.code} ${reply.text}`
  return reply.text === '' ? '' : `  → ${reply.text}`
}
