import type { QuotedPrice } from './quoted-price.ts'
import type { PriceBreaker } from './circuit-breaker.ts'
import type { World } from './open-world.ts'

/** One way to answer callers when there is no price. */
export type Way = (world: World) => PriceBreaker

/** How many calls ended how: where the price came from, or with which error. */
export type Endings = Partial<Record<QuotedPrice['from'] | 'failed' | 'refused', number>>

export interface Answers {
  /** Five calls while the service is well, and how many of them reached it. */
  well: { arrived: number; endings: Endings }
  /** Twenty calls, 10 s later, to a service that refuses the connection. */
  down: Endings
}

/** The contract of every way: each caller gets a price, and a service that is well is asked. */
export async function answersEveryCaller(
  world: World,
  way: Way,
): Promise<Answers & { violation: string | undefined }> {
  const { clock, service } = world
  await service.reset()
  // opossum takes no clock: it uses the process's timers.
  using _ = clock.replaceTimers()
  const breaker = way(world)

  async function fire(calls: number): Promise<Endings> {
    const endings: Endings = {}
    for (let call = 0; call < calls; call++) {
      const ending = await endingOf(breaker.fire())
      endings[ending] = (endings[ending] ?? 0) + 1
    }
    return endings
  }

  const well = { endings: await fire(5), arrived: (await service.settled()).arrived }
  await clock.advance(10_000)
  await service.behave({ kind: 'refuses' })
  const down = await fire(20)
  breaker.shutdown()
  return { well, down, violation: violation(well.arrived, down) }
}

/** Waits for a call: where its price comes from, or `refused` when the breaker is open. */
export async function endingOf(call: Promise<QuotedPrice>): Promise<keyof Endings> {
  try {
    return (await call).from
  } catch (error) {
    return (error as { code?: string }).code === 'EOPENBREAKER' ? 'refused' : 'failed'
  }
}

function violation(arrived: number, { failed = 0, refused = 0 }: Endings): string | undefined {
  if (failed + refused > 0) return `${failed + refused} callers get an error`
  return arrived < 5 ? `the service is well, and ${arrived} of 5 calls reach it` : undefined
}
