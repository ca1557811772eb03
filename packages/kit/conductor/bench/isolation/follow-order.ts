import type { Timeline } from '@lab/conductor'
import type { Launch, Spec } from './parse-spec.ts'
import { statesOf, wordsOf } from './read-timeline.ts'
import type { Scripts } from './read-timeline.ts'

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
