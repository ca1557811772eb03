import fc from 'fast-check'
import type { Comparison } from '../src/explore/compare-pruning.fixture.ts'

export interface FuzzOptions {
  minutes: number
  seed: number
  mostOrders: number
}

/** Reads what a person gave: minutes, seed, the most statements of an actor, the most orders. */
export function readFuzzOptions(usual: { longest: number; mostOrders: number }) {
  const [minutes = 1, seed = Date.now() % 1_000_000_000, longest, mostOrders] = process.argv
    .slice(2)
    .map(Number)
  return {
    minutes,
    seed,
    longest: longest ?? usual.longest,
    mostOrders: mostOrders ?? usual.mostOrders,
  }
}

/**
 * Holds pruned explorations of generated programs against every order, until the time is over, and
 * prints the smallest program that differs.
 */
export async function runFuzzer<Program>(
  programs: fc.Arbitrary<Program>,
  compare: (program: Program, mostOrders: number) => Promise<Comparison>,
  { minutes, seed, mostOrders }: FuzzOptions,
): Promise<void> {
  const count = { programs: 0, skipped: 0, orders: 0, runs: 0 }
  const report = () =>
    console.log(
      `${count.programs} programs equal, ${count.orders} orders by ${count.runs} runs; ${count.skipped} with too many orders`,
    )
  const isRight = fc.asyncProperty(programs, async (program) => {
    const found = await compare(program, mostOrders)
    if (found.kind === 'differs') {
      throw new Error(`pruned\n${found.pruned.join('\n')}\nevery order\n${found.all.join('\n')}`)
    }
    if (found.kind === 'skipped') count.skipped++
    else {
      count.programs++
      count.orders += found.orders
      count.runs += found.runs
    }
    if ((count.programs + count.skipped) % 250 === 0) report()
  })
  console.log(`seed ${seed}, at most ${mostOrders} orders`)
  try {
    await fc.assert(isRight, {
      seed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: minutes * 60_000,
    })
  } catch (error) {
    console.log((error as Error).message)
    console.log((error as Error).cause)
    process.exitCode = 1
  }
  report()
}
