import type { Choice } from '../schedule.ts'
import type { Session } from './actor.ts'
import { reopen, rest } from './rest.ts'
import type { RunState } from './run-state.ts'
import type { RunningActor } from './running-actor.ts'
import type { Sent } from './sent.ts'

/** A wait that lasts longer than this is taken to last for ever. */
export const longestLimitMs = 5_000
/** How much later than it is due the end of a wait may come on a busy machine. */
const graceMs = 5_000
/** Limits that pass so close to each other pass together: which is first is not for a step to say. */
const togetherMs = 100

interface Due {
  actor: string
  atMs: number
  label: string
  /** Whose transaction may end then, and the session with it. */
  session: Session | undefined
  /** What waits; undefined for an idle transaction. */
  sent?: Sent
  /** Ends it at once, whatever the time. */
  end?: (() => Promise<void>) | undefined
}

/**
 * When nothing else can go on, waits end that have a limit: `lock_timeout`, a pool's
 * `connectionTimeoutMillis`, the time-out of BLPOP. The one that is due first is the only choice.
 */
export function firstLimit(state: RunState): Choice[] {
  const [first] = duesOf(state).toSorted((one, other) => one.atMs - other.atMs)
  return first === undefined ? [] : [{ kind: 'fire', actor: first.actor }]
}

/** Whether a limit has passed out of turn. On a busy machine that takes no more than a slow step. */
export function hasRunLate({ ranLate, used, endedBySteps }: RunState): boolean {
  return (
    ranLate || [...used].some((each) => each.hasTimedOut?.() === true && !endedBySteps.has(each))
  )
}

/** Ends the wait that is due first, or lets so much real time pass. */
export async function fireLimit(state: RunState, self: RunningActor): Promise<string> {
  const dues = duesOf(state)
  const due = dues.find(({ actor }) => actor === self.name)!
  for (const { atMs, session, sent } of dues) {
    if (atMs > due.atMs + togetherMs) continue
    if (session !== undefined) state.endedBySteps.add(session)
    if (sent !== undefined) sent.mayEnd = true
  }
  const waiting = state.running.filter(({ sent }) => sent !== undefined)
  const sents = waiting.map(({ sent }) => sent!)
  await due.end?.()
  const until = Math.max(due.atMs, performance.now()) + graceMs
  while (sents.every(({ outcome }) => outcome === undefined) && performance.now() < until) {
    await state.change(Math.max(1, until - performance.now()))
  }
  // The limit was not what it was taken for.
  if (sents.every(({ outcome }) => outcome === undefined)) {
    for (const sent of sents) sent.waitLimitMs = () => undefined
  }
  reopen(state)
  await rest(state)
  return due.label
}

function duesOf({ running, used }: RunState): Due[] {
  const waits = running.flatMap(({ name: actor, sent }): Due[] => {
    const limit = sent?.waitLimitMs()
    if (sent === undefined || sent.outcome !== undefined || limit === undefined) return []
    const { statement, sentAt, session, endWait: end } = sent
    if (end === undefined && limit > longestLimitMs) return []
    return [
      { actor, atMs: sentAt + limit, label: `${statement} waits no longer`, session, sent, end },
    ]
  })
  const idle = [...used].flatMap((session): Due[] => {
    const atMs = session.idleEndsAt?.()
    const actor = session.user?.name
    const isWaitedFor = running.some(({ sent }) => sent?.blockers?.includes(session))
    return atMs === undefined || actor === undefined || !isWaitedFor
      ? []
      : [{ actor, atMs, label: 'its idle transaction is ended', session }]
  })
  return [...waits, ...idle]
}
