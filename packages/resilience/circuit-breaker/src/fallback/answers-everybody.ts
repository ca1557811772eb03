import type CircuitBreaker from 'opossum'
import { endingOf } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'
import type { Answer } from './answer.ts'

export interface EverybodysAnswers {
  /** Five calls while all is well. */
  well: { arrived: number; from: Record<string, number> }
  /** Twenty calls, 10 s later, to a dependency that refuses the connection. */
  down: { from: Record<string, number> }
}

/** The story of every way: all is well, then the dependency is gone. Who gets which answer? */
export async function answersEverybody(
  { clock, dependency, pass }: World,
  way: Way<CircuitBreaker<[], Answer | number>>,
): Promise<EverybodysAnswers> {
  await dependency.reset()
  using _ = clock.replaceTimers()
  const breaker = way(dependency, clock)

  async function ask(calls: number): Promise<Record<string, number>> {
    const from: Record<string, number> = {}
    for (let call = 0; call < calls; call++) {
      const source = await sourceOf(breaker.fire())
      from[source] = (from[source] ?? 0) + 1
    }
    return from
  }

  const well = { from: await ask(5), arrived: (await dependency.settled()).arrived }
  await pass(10_000)
  await dependency.behave({ kind: 'refuses' })
  const down = { from: await ask(20) }
  breaker.shutdown()
  return { well, down }
}

async function sourceOf(call: Promise<Answer | number>): Promise<string> {
  const ending = await endingOf(call)
  if (ending !== 'answered') return ending
  const answer = await call
  return typeof answer === 'number' ? 'dependency' : answer.from
}

/** Says what is wrong, or undefined. */
export function answersViolation({ well, down }: EverybodysAnswers): string | undefined {
  const { failed = 0, refused = 0 } = down.from
  if (failed + refused > 0) return `${failed + refused} callers get an error`
  return well.arrived < 5 ? `the dependency is asked ${well.arrived} time of 5` : undefined
}
