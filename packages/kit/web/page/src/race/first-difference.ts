import type { Moment, TimelineBlock } from '../story.ts'

export type ComparedRun = Pick<TimelineBlock, 'moments' | 'end'>

/** Where two runs begin to differ: places in the moments of both. */
export interface Difference {
  /** The first moment at which the program asked for something else. */
  asked: number | undefined
  /** The first moment at which something else happened: a reply, a wait, an end. */
  happened: number | undefined
  /** Whether the invariant said the same of both. */
  verdict: 'same' | 'other'
}

/**
 * Compares two runs moment by moment. Milliseconds are no difference. What was asked and what
 * happened are told apart, because two ways often begin with other words, as another isolation
 * level, long before anything else happens.
 */
export function firstDifference(one: ComparedRun, other: ComparedRun): Difference {
  return {
    asked: firstPlace(one, other, askedAt),
    happened: firstPlace(one, other, happenedAt),
    verdict: one.end?.violation === other.end?.violation ? 'same' : 'other',
  }
}

/** What is marked: where the runs part, else where the programs do. */
export function markedPlace({ asked, happened }: Difference): number | undefined {
  return happened ?? asked
}

function firstPlace(
  one: ComparedRun,
  other: ComparedRun,
  read: (moment: Moment) => string,
): number | undefined {
  const length = Math.max(one.moments.length, other.moments.length)
  for (let place = 0; place < length; place++) {
    const [left, right] = [one.moments[place], other.moments[place]]
    if (left === undefined || right === undefined || read(left) !== read(right)) return place
  }
  return undefined
}

function askedAt(moment: Moment): string {
  return 'statement' in moment ? `${moment.actor} ${moment.statement}` : ''
}

function happenedAt(moment: Moment): string {
  const { type, actor } = moment
  switch (type) {
    case 'step':
    case 'resumed': {
      const { outcome, text } = moment.reply
      const code = moment.reply.outcome === 'error' ? moment.reply.code : ''
      return JSON.stringify([type, actor, outcome, code, text])
    }
    case 'blocked':
      return JSON.stringify([type, actor, moment.by.toSorted()])
    case 'finished':
      return JSON.stringify([type, actor, moment.value])
    case 'failed':
      return JSON.stringify([type, actor, moment.code])
    case 'crashed':
      return JSON.stringify([type, actor])
  }
}
