import type { StageEvent } from '@lab/stage'
import { actorOf, stepWords } from '@lab/stage/schedule'
import { beatsOf, tellStory } from '../story.ts'
import type { Moment, TimelineBlock } from '../story.ts'

/** An order that a person asked for, and the real run that came of it. */
export interface ReadAttempt {
  asked: string[]
  /** How many of the steps were taken as asked. */
  followed: number
  /** All moments of these steps, and of those with which each actor went on to its end. */
  taken: Moment[]
  rest: Moment[]
  refused: string | undefined
  /** Words of the steps that can come behind the followed ones. */
  next: string[]
  /** Of both, what is drawn. */
  timeline: TimelineBlock
}

/** Puts an attempt's events together; undefined as long as they are not all there. */
export function readAttempt(events: readonly StageEvent[]): ReadAttempt | undefined {
  const attempt = events.find((event) => event.type === 'attempt')
  const timeline = tellStory(beatsOf(events)).find((block) => block.kind === 'timeline')
  if (attempt === undefined || timeline?.end === undefined) return undefined
  const moments = events.filter((event) => 'actor' in event)
  return {
    asked: stepWords(attempt.schedule),
    followed: stepWords(attempt.followed).length,
    taken: moments.slice(0, attempt.moments),
    rest: moments.slice(attempt.moments),
    refused: attempt.refused,
    next: attempt.next,
    timeline,
  }
}

/** Says why the first step that was not taken is impossible there. */
export function refusalReason(attempt: ReadAttempt): string | undefined {
  const { refused, next, timeline, taken } = attempt
  if (refused === undefined) return undefined
  const actor = actorOf(refused)
  const last = taken.findLast((moment) => moment.actor === actor)
  if (last === undefined && !timeline.actors.includes(actor)) return `there is no ${actor}`
  switch (last?.type) {
    case 'blocked':
      return last.by.length > 0
        ? `${actor} waits for ${last.by.join(' and ')}`
        : `${actor} waits for its reply`
    case 'finished':
    case 'failed':
      return `${actor} has ended`
    case 'crashed':
      return `${actor} is dead`
    default:
      break
  }
  if (refused.startsWith('fire(')) return `no timer of ${actor} is the next one to fire`
  if (refused.startsWith('crash(')) return `${actor} cannot crash here`
  if (next.some((word) => word.startsWith('fire('))) return `${actor} waits for a timer`
  return `${actor} has no step here`
}

/** What each step of an order asks for, as far as the run says it; undefined for others. */
export function stepStatements(
  words: readonly string[],
  moments: readonly Moment[],
): (string | undefined)[] {
  const asked = Map.groupBy(
    moments.filter((moment) => moment.type === 'step' || moment.type === 'blocked'),
    (moment) => moment.actor,
  )
  const taken = new Map<string, number>()
  return words.map((word) => {
    if (actorOf(word) !== word) return undefined
    const count = taken.get(word) ?? 0
    taken.set(word, count + 1)
    return asked.get(word)?.[count]?.statement
  })
}
