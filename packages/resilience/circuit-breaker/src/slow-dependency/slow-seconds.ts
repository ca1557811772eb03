import CircuitBreaker from 'opossum'
import { endingOf } from '../ending-of.ts'
import type { Ending } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'

export interface StateChange {
  atMs: number
  state: 'open' | 'half-open' | 'closed'
  /** In opossum's window: calls of `fire`, and how many of them failed or were refused. */
  fires: number
  failures: number
  rejects: number
}

export interface SlowSeconds {
  calls: { atMs: number; waitedMs: number; ending: Ending }[]
  /** What the dependency has counted, each 100 ms. */
  counts: { atMs: number; arrived: number; inFlight: number }[]
  changes: StateChange[]
}

const callEveryMs = 100
const slowFromMs = 1_000
const slowUntilMs = 6_000
const endMs = 11_000

/**
 * The story of every way: ten calls a second; from second 1 to 6 the dependency takes 5 s for an
 * answer instead of 50 ms.
 */
export async function slowSeconds(
  { clock, dependency, pass }: World,
  way: Way,
): Promise<SlowSeconds> {
  await dependency.reset()
  // opossum takes no clock: it uses the process's timers.
  using _ = clock.replaceTimers()
  const source = way(dependency, clock)
  const startMs = clock.now()
  const nowMs = () => clock.now() - startMs
  const seen: SlowSeconds = { calls: [], counts: [], changes: [] }
  if (source instanceof CircuitBreaker) recordChanges(source, seen.changes, nowMs)

  async function call(atMs: number): Promise<void> {
    const ending = await endingOf(source.fire())
    seen.calls.push({ atMs, waitedMs: nowMs() - atMs, ending })
  }

  const calls: Promise<void>[] = []
  await dependency.behave({ kind: 'answers', afterMs: 50 })
  for (let atMs = 0; atMs < endMs; atMs += callEveryMs) {
    if (atMs === slowFromMs) await dependency.behave({ kind: 'answers', afterMs: 5_000 })
    if (atMs === slowUntilMs) await dependency.behave({ kind: 'answers', afterMs: 50 })
    calls.push(call(atMs))
    const { arrived, ended } = await dependency.settled()
    seen.counts.push({ atMs, arrived, inFlight: arrived - ended })
    await pass(callEveryMs)
  }
  await Promise.all(calls)
  if (source instanceof CircuitBreaker) source.shutdown()
  return seen
}

function recordChanges(breaker: CircuitBreaker, changes: StateChange[], nowMs: () => number): void {
  const record = (state: StateChange['state']) => () => {
    const { fires, failures, rejects } = breaker.stats
    changes.push({ atMs: nowMs(), state, fires, failures, rejects })
  }
  breaker.on('open', record('open'))
  breaker.on('halfOpen', record('half-open'))
  breaker.on('close', record('closed'))
}

export interface SlowFacts {
  /** Calls that reach the dependency while it is slow. */
  arrived: number
  /** Most requests in flight, in the last second in which it is slow. */
  inFlight: number
  /** The longest that a call of that second waits. */
  waitedMs: number
}

export function slowFacts({ calls, counts }: SlowSeconds): SlowFacts {
  const isLate = ({ atMs }: { atMs: number }) => atMs >= slowUntilMs - 1_000 && atMs < slowUntilMs
  const arrivedBefore = (ms: number) => counts.findLast(({ atMs }) => atMs < ms)!.arrived
  return {
    arrived: arrivedBefore(slowUntilMs) - arrivedBefore(slowFromMs),
    inFlight: Math.max(...counts.filter(isLate).map(({ inFlight }) => inFlight)),
    waitedMs: Math.max(...calls.filter(isLate).map(({ waitedMs }) => waitedMs)),
  }
}

/** The contract: in the last slow second no caller waits, and at most a probe is in flight. */
export function slowViolation(seen: SlowSeconds): string | undefined {
  const { inFlight, waitedMs } = slowFacts(seen)
  if (waitedMs > 0) return `callers wait ${waitedMs} ms`
  return inFlight > 1 ? `${inFlight} requests are in flight` : undefined
}
