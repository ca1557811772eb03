import type CircuitBreaker from 'opossum'
import { endingOf } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'
import { settings } from '../settings.ts'

/**
 * The story: the dependency goes down, comes back, and goes down again at once. How many calls
 * fail each time before the breaker is open?
 */
export async function relapse(
  { clock, dependency, pass }: World,
  way: Way<CircuitBreaker<[], number>>,
): Promise<{ first: number; again: number }> {
  await dependency.reset()
  using _ = clock.replaceTimers()
  const breaker = way(dependency, clock)

  async function failUntilOpen(): Promise<number> {
    await dependency.behave({ kind: 'answers', status: 500 })
    let calls = 0
    for (; !breaker.opened; calls++) await endingOf(breaker.fire())
    return calls
  }

  const first = await failUntilOpen()
  for (let passedMs = 0; passedMs < settings.resetTimeout; passedMs += 100) {
    await endingOf(breaker.fire())
    await pass(100)
  }
  await dependency.behave({ kind: 'answers' })
  await endingOf(breaker.fire())
  const again = await failUntilOpen()
  breaker.shutdown()
  return { first, again }
}
