import type CircuitBreaker from 'opossum'
import { endingOf } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'

export interface NightError {
  failed: number
  answered: number
  refused: number
}

/** The story: at night one call fails, and a moment later five others are made. */
export async function nightError(
  { clock, dependency, pass }: World,
  way: Way<CircuitBreaker<[], number>>,
): Promise<NightError> {
  await dependency.reset()
  using _ = clock.replaceTimers()
  const breaker = way(dependency, clock)
  await dependency.behave({ kind: 'answers', status: 500 })
  const endings = [await endingOf(breaker.fire())]
  await dependency.behave({ kind: 'answers' })
  await pass(100)
  for (let call = 0; call < 5; call++) endings.push(await endingOf(breaker.fire()))
  breaker.shutdown()
  const count = (kind: string) => endings.filter((ending) => ending === kind).length
  return { failed: count('failed'), answered: count('answered'), refused: count('refused') }
}

/** The contract: one failed call refuses no other. */
export function nightErrorViolation({ refused }: NightError): string | undefined {
  return refused > 0 ? `${refused} calls are refused because 1 has failed` : undefined
}
