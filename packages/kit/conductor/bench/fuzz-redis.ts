import { redis } from '@lab/servers/redis'
import fc from 'fast-check'
import { arbitraryCommands } from '../src/redis/arbitrary-commands.fixture.ts'
import { compareCommands, createWorld } from '../src/redis/compare-pruning.fixture.ts'

// Compares pruned explorations of generated programs with every order, until the time is over.
// Usage: node fuzz-redis.ts <minutes> [seed] [longest] [most orders]

const [
  minutes = '1',
  seed = String(Date.now() % 1_000_000_000),
  longest = '3',
  mostOrders = '150',
] = process.argv.slice(2)
const until = Date.now() + Number(minutes) * 60_000
const count = { equal: 0, skipped: 0, orders: 0, runs: 0 }

await using one = await redis()
await using other = await redis()
const world = createWorld(one, other)
console.log(`seed ${seed}`)
try {
  await fc.assert(
    fc.asyncProperty(arbitraryCommands(Number(longest)), async (program) => {
      const found = await compareCommands(world, program, Number(mostOrders))
      if (found.kind === 'differs') {
        throw new Error(`pruned\n${found.pruned.join('\n')}\nevery order\n${found.all.join('\n')}`)
      }
      count[found.kind]++
      if (found.kind === 'equal') {
        count.orders += found.orders
        count.runs += found.runs
      }
      if ((count.equal + count.skipped) % 200 === 0) console.log(JSON.stringify(count))
    }),
    {
      seed: Number(seed),
      numRuns: Infinity,
      interruptAfterTimeLimit: Math.max(1, until - Date.now()),
      endOnFailure: process.env['LAB_FUZZ_SHRINK'] === undefined,
    },
  )
} catch (error) {
  console.log((error as Error).message)
  console.log((error as Error).cause)
  process.exitCode = 1
}
console.log(JSON.stringify(count))
