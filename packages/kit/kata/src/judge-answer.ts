import type { Outcome, Timeline } from '@lab/conductor'
import { describeThrown } from './describe-thrown.ts'
import { racesOf } from './facts.ts'
import type { Fact, JudgedRace } from './facts.ts'
import type { Broken, Finding } from './judge-events.ts'
import { keepPrinted } from './keep-printed.ts'
import type { LoadedAnswer } from './load-answer.ts'
import { whatOneProcessHides } from './what-one-process-hides.ts'

// An answer that waits for nothing must not hold up its judge for long. One that has put something
// into globalThis is wrong however long it is waited for.
const stallMs = { usual: 3_000, withGlobals: 900 }

interface JudgeLimits {
  /** How long one that looks may take. */
  lookWithinMs: number
  /** Whether the answer keeps something that its servers share in this process. */
  keepsGlobals: () => boolean
}

interface Verdict {
  /** Why it is wrong. */
  reason: string | undefined
  orders?: { all: number; broken: number } | undefined
  timeline?: Timeline | undefined
  /** Which of the races breaks. */
  at?: number
}

/**
 * Judges an answer by one fact.
 *
 * @throws {StalledError} If an actor stands still, for something that others of this process hold.
 */
export async function judgeAnswer<World>(
  name: string,
  fact: Fact<unknown, World>,
  answer: LoadedAnswer,
  world: World,
  { lookWithinMs, keepsGlobals }: JudgeLimits,
): Promise<Finding> {
  const from = performance.now()
  using printed = keepPrinted()
  const broken = (reason: string, { orders, timeline }: Partial<Broken> = {}): Broken => ({
    fact: name,
    holds: false,
    ms: performance.now() - from,
    reason,
    orders,
    timeline,
    printed: printed.lines(),
  })
  try {
    const asked = fact(answer.onServers, world)
    const {
      reason,
      orders,
      timeline,
      at = 0,
    }: Verdict = asked instanceof Promise
      ? { reason: await within(lookWithinMs, asked) }
      : await judgeRaces(racesOf(asked), printed.clear, keepsGlobals)
    if (reason === undefined) {
      return { fact: name, holds: true, ms: performance.now() - from, orders: orders?.all }
    }
    const finding = broken(reason, { orders: orders?.broken === 0 ? undefined : orders, timeline })
    if (answer.inOneProcess === answer.onServers) return finding
    const again = fact(answer.inOneProcess, world)
    const hidden = await (again instanceof Promise
      ? whatOneProcessHides.inLook(within(lookWithinMs, again))
      : whatOneProcessHides.inRace(racesOf(again)[at]!.race, timeline))
    return hidden === undefined ? finding : { ...finding, reason: `${reason}: ${hidden}` }
  } catch (error) {
    if ((error as Error | undefined)?.name === 'StalledError') throw error
    return broken(describeThrown(error))
  }
}

/** Judges races up to the first one that breaks; counts the orders of all. */
async function judgeRaces(
  races: readonly JudgedRace[],
  forgetPrinted: () => void,
  keepsGlobals: () => boolean,
): Promise<Verdict> {
  let all = 0
  for (const [at, race] of races.entries()) {
    const verdict = await judgeRace(race, forgetPrinted, keepsGlobals)
    if (verdict.reason !== undefined) return { ...verdict, at }
    all += verdict.orders.all
  }
  return { reason: undefined, orders: { all, broken: 0 } }
}

async function judgeRace(
  { race, explore, judge }: JudgedRace,
  forgetPrinted: () => void,
  keepsGlobals: () => boolean,
): Promise<Verdict & { orders: { all: number } }> {
  const found = await race.explore({
    ...explore,
    stallMs: () => (keepsGlobals() ? stallMs.withGlobals : stallMs.usual),
  })
  const orders = { all: found.schedules, broken: judge === undefined ? found.violations : 0 }
  if (judge !== undefined) return { reason: judge(found), orders }
  const loser = found.shortest ?? untidy(found.outcomes)
  if (loser === undefined) return { reason: undefined, orders }
  forgetPrinted()
  return { reason: loser.reason, orders, timeline: await race.replay(loser.schedule) }
}

// By the conductor's name of what is left behind.
const remedies: Record<string, string> = {
  'an open client':
    'end what it duplicates in a finally, by await client.quit() or client.disconnect()',
}

/** An order after which all is well, and something is left behind. */
function untidy(outcomes: readonly Outcome[]): { schedule: string; reason: string } | undefined {
  for (const { endings, simplest } of outcomes) {
    for (const [actor, { leaves, unheard }] of Object.entries(endings)) {
      const remedy = leaves?.map((each) => remedies[each]).find((each) => each !== undefined)
      const reason =
        leaves === undefined
          ? unheard && `returns before ${unheard} had its reply: is an await missing?`
          : `leaves ${leaves.join(' and ')}${remedy === undefined ? '' : `: ${remedy}`}`
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
