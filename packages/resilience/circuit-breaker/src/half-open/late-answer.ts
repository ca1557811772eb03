import type CircuitBreaker from 'opossum'
import { endingOf } from '../ending-of.ts'
import type { Ending } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'
import { settings } from '../settings.ts'

export interface LateAnswer {
  /** How the call ended that was under way when the breaker opened. */
  slowCall: Ending
  /** The breaker's state then; the dependency is down, and no call has probed it. */
  state: 'closed' | 'open' | 'half-open'
  /** How many of twenty callers reach it now. */
  arrived: number
}

/**
 * The story: one call is slow. While it waits the dependency goes down and the breaker opens. The
 * slow answer comes when the breaker is half-open.
 */
export async function lateAnswer(
  { clock, dependency, pass }: World,
  way: Way<CircuitBreaker<[], number>>,
): Promise<LateAnswer> {
  await dependency.reset()
  using _ = clock.replaceTimers()
  const breaker = way(dependency, clock)
  await dependency.behave({ kind: 'answers', afterMs: settings.resetTimeout + 100 })
  const slowCall = endingOf(breaker.fire())
  await dependency.settled()

  await dependency.behave({ kind: 'answers', status: 500 })
  while (!breaker.opened) await endingOf(breaker.fire())
  await pass(settings.resetTimeout + 100)
  const state = breaker.closed ? 'closed' : breaker.opened ? 'open' : 'half-open'

  await dependency.behave({ kind: 'hangs' })
  const before = await dependency.settled()
  const calls = Array.from({ length: 20 }, () => endingOf(breaker.fire()))
  const { arrived } = await dependency.settled()
  await dependency.reset()
  await Promise.all(calls)
  breaker.shutdown()
  return { slowCall: await slowCall, state, arrived: arrived - before.arrived }
}

/** The contract: at most one call reaches a dependency that is down. */
export function lateAnswerViolation({ arrived }: LateAnswer): string | undefined {
  return arrived > 1 ? `${arrived} calls reach a service that is down` : undefined
}
