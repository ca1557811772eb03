import type { Timeline } from '@lab/conductor'
import type { Launch, Spec } from './parse-spec.ts'

/** The statements that each session sends, in order: its setup, its steps, its teardown. */
export type Scripts = ReadonlyMap<string, readonly string[]>

/** What the words of a schedule came to. */
export type Followed =
  | { kind: 'differs'; next: string[]; launched: number }
  | {
      kind: 'ended'
      /** Which launch each step ended after. */
      endedAfter: (number | undefined)[]
      /** How many words each launch took until the next one. */
      words: number[]
      stuck: string | undefined
    }

/**
 * Compares a run with the order that a permutation asks for: a step is launched when the one before
 * it has ended or waits, and a session takes words until its statement has its reply or waits.
 *
 * @returns How the schedule has to go on where it differs, or what the whole order showed.
 */
export function followOrder(
  spec: Spec,
  launches: readonly Launch[],
  timeline: Timeline,
  scripts: Scripts,
): Followed {
  const taken = wordsOf(timeline.schedule)
  const after = statesOf(timeline, scripts, taken.length)
  const begun = new Map(spec.sessions.map(({ name, setup }) => [name, setup === undefined ? 0 : 1]))
  const running: string[] = spec.sessions.map(({ name }) => name)
  const open: { index: number; session: string; query: number }[] = []
  const endedAfter: (number | undefined)[] = launches.map(() => undefined)
  let launched = 0
  let state = after(0)
  const counts: number[] = launches.map(() => 0)
  const ended = (stuck?: string): Followed => ({ kind: 'ended', endedAfter, words: counts, stuck })

  for (let word = 0; ; word++) {
    for (const { index, session, query } of open) {
      if (state(session).replies > query) endedAfter[index] ??= launched - 1
    }
    const isActive = (session: string) => begun.get(session)! > state(session).replies
    let next = running.find((session) => isActive(session) && !state(session).waits)
    const launch = launches[launched]
    if (next === undefined && launch !== undefined) {
      const { session, name } = launch.step
      if (isActive(session)) return ended(`${name} cannot be launched: ${session} still waits`)
      next = session
      running.push(...running.splice(running.indexOf(session), 1))
      open.push({ index: launched, session, query: begun.get(session)! })
      begun.set(session, begun.get(session)! + 1)
      launched += 1
    }
    if (next === undefined) {
      const waiting = running.find(isActive)
      if (waiting !== undefined) return ended(`${waiting} still waits at the end`)
      next = spec.sessions.find(({ name }) => state(name).replies < scripts.get(name)!.length)?.name
      if (next === undefined) return ended()
      begun.set(next, scripts.get(next)!.length)
    }
    if (taken[word] !== next) {
      return { kind: 'differs', next: [...taken.slice(0, word), next], launched }
    }
    if (next === launches[launched - 1]?.step.session) counts[launched - 1]! += 1
    state = after(word + 1)
  }
}

/** The sessions of a schedule's words. An actor's name has a sign behind it: no name ends in a digit. */
function wordsOf(schedule: string): string[] {
  return schedule.split(' ').flatMap((word) => {
    const [, session, times] = /^(\S+)_(?:×(\d+))?$/.exec(word) ?? []
    return session === undefined ? [] : Array<string>(Number(times ?? 1)).fill(session)
  })
}

export const actorOf = (session: string) => `${session}_`

interface SessionState {
  /** How many of the script's statements have their replies. */
  replies: number
  waits: boolean
}

/** Reads a timeline: how every session stands after so many words. */
function statesOf(
  { moments }: Timeline,
  scripts: Scripts,
  words: number,
): (words: number) => (session: string) => SessionState {
  // A word ends in a reply or a wait, and what it lets go on follows.
  const starts = moments.flatMap(({ type }, index) =>
    type === 'step' || type === 'blocked' ? [index] : [],
  )
  if (starts.length !== words) {
    throw new RangeError(
      `Cannot read timeline: its words must be as many as its steps and waits, received ${words} and ${starts.length}`,
    )
  }
  const replies = new Map(
    [...scripts].map(([session, script]) => [session, replyMoments(moments, session, script)]),
  )
  return (word) => {
    const until = starts[word] ?? moments.length
    return (session) => ({
      replies: replies.get(session)!.filter((at) => at < until).length,
      waits:
        moments
          .slice(0, until)
          .findLast((moment) => moment.actor === actorOf(session) && 'statement' in moment)
          ?.type === 'blocked',
    })
  }
}

/**
 * Where each statement of a script has its reply. What the conductor begins and commits around a
 * statement belongs to it, and is told apart by its text.
 */
function replyMoments(
  moments: Timeline['moments'],
  session: string,
  script: readonly string[],
): number[] {
  const found: number[] = []
  let isBegun = false
  let isOpen = false
  moments.forEach((moment, at) => {
    if (moment.actor !== actorOf(session) || !('reply' in moment)) return
    if (isOpen && /^(?:commit|rollback)\b/i.test(moment.statement)) {
      found[found.length - 1] = at
      isOpen = false
    } else if (squeeze(moment.statement) === squeeze(script[found.length] ?? '')) {
      found.push(at)
      isOpen = isBegun
      isBegun = false
    } else isBegun = true
  })
  return found
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
