import type { Outcome } from '@lab/conductor'
import { describeThrown } from './describe-thrown.ts'
import type { Fact } from './facts.ts'
import type { Broken, Finding } from './judge-events.ts'
import { keepPrinted } from './keep-printed.ts'

// An answer that waits for nothing must not hold up its judge for long.
const stallMs = 3_000

/** Judges an answer by one fact; one that looks may take `lookWithinMs`. */
export async function judgeAnswer<Answer, World>(
  name: string,
  fact: Fact<Answer, World>,
  answer: Answer,
  world: World,
  lookWithinMs: number,
): Promise<Finding> {
  const from = performance.now()
  using printed = keepPrinted()
  const broken = (reason: string, race: Pick<Broken, 'orders' | 'timeline'>): Finding => ({
    fact: name,
    holds: false,
    ms: performance.now() - from,
    reason,
    ...race,
    printed: printed.lines(),
  })
  const holds = (orders?: number): Finding => ({
    fact: name,
    holds: true,
    ms: performance.now() - from,
    orders,
  })
  const noRace = { orders: undefined, timeline: undefined }
  try {
    const asked = fact(answer, world)
    if (asked instanceof Promise) {
      const reason = await within(lookWithinMs, asked)
      return reason === undefined ? holds() : broken(reason, noRace)
    }
    const { race, explore } = 'race' in asked ? asked : { race: asked, explore: {} }
    const found = await race.explore({ ...explore, stallMs })
    const loser = found.shortest ?? untidy(found.outcomes)
    if (loser === undefined) return holds(found.schedules)
    printed.clear()
    const timeline = await race.replay(loser.schedule)
    const orders = { all: found.schedules, broken: found.violations }
    return broken(loser.reason, { orders: found.shortest && orders, timeline })
  } catch (error) {
    return broken(describeThrown(error), noRace)
  }
}

/** An order after which all is well, and something is left behind. */
function untidy(outcomes: readonly Outcome[]): { schedule: string; reason: string } | undefined {
  for (const { endings, simplest } of outcomes) {
    for (const [actor, { leaves, unheard }] of Object.entries(endings)) {
      const reason =
        leaves === undefined
          ? unheard && `returns before ${unheard} had its reply: is an await missing?`
          : `leaves ${leaves.join(' and ')}`
      if (reason !== undefined) return { schedule: simplest, reason: `${actor} ${reason}` }
    }
  }
  return undefined
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`has not answered within ${ms / 1000} s`)), ms)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
