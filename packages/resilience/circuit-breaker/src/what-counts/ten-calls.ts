import type CircuitBreaker from 'opossum'
import type { Behaviour } from '@lab/wire/http-service'
import { endingOf } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'
import { settings } from '../settings.ts'

/** The ways in which a dependency fails its callers, and a 404, which is an answer. */
const troubles = {
  'answers 500': { kind: 'answers', status: 500 },
  'refuses the connection': { kind: 'refuses' },
  hangs: { kind: 'hangs' },
  'takes 5 s': { kind: 'answers', afterMs: 5_000 },
  'answers 404': { kind: 'answers', status: 404 },
} satisfies Record<string, Behaviour>

type Trouble = keyof typeof troubles

/** What a breaker does after ten calls, for each trouble. */
export type Found = Record<Trouble, 'opens' | 'stays closed'>

/** The story of every way: ten calls meet one trouble after the other, each with a new breaker. */
export async function meetEveryTrouble(
  world: World,
  way: Way<CircuitBreaker<[], unknown>>,
): Promise<Found> {
  const found: Partial<Found> = {}
  for (const trouble of Object.keys(troubles) as Trouble[]) {
    found[trouble] = await tenCalls(world, troubles[trouble], way)
  }
  return found as Found
}

async function tenCalls(
  { clock, dependency, pass }: World,
  trouble: Behaviour,
  way: Way<CircuitBreaker<[], unknown>>,
): Promise<'opens' | 'stays closed'> {
  await dependency.reset()
  using _ = clock.replaceTimers()
  const breaker = way(dependency, clock)
  await dependency.behave(trouble)
  const calls = Array.from({ length: 10 }, () => endingOf(breaker.fire()))
  await dependency.settled()
  await pass(settings.timeoutMs)
  await Promise.all(calls)
  const { opened } = breaker
  breaker.shutdown()
  return opened ? 'opens' : 'stays closed'
}

/** The contract: a way opens in each trouble, and not for a 404. */
export function tenCallsViolation(opened: Found): string | undefined {
  const wrong = Object.entries(opened).filter(
    ([trouble, found]) => (found === 'opens') === (trouble === 'answers 404'),
  )
  return wrong.map(([trouble, found]) => `${found} when it ${trouble}`).join(', ') || undefined
}
