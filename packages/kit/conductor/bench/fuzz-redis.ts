import { redis } from '@lab/servers/redis'
import fc from 'fast-check'
import { arbitraryCommands } from '../src/redis/arbitrary-commands.fixture.ts'
import { compareCommands, createWorld } from '../src/redis/compare-pruning.fixture.ts'

// Holds pruned explorations of generated programs against every order, until the time is over, and
// prints the smallest program that differs. Usage: fuzz-redis.ts <minutes> [seed] [longest] [most orders]

const [
  minutes = '1',
  seed = String(Date.now() % 1_000_000_000),
  longest = '3',
  mostOrders = '150',
] = process.argv.slice(2)
const untilMs = Date.now() + Number(minutes) * 60_000
const count = { programs: 0, skipped: 0, orders: 0, runs: 0 }
const report = () =>
  console.log(
    `${count.programs} programs equal, ${count.orders} orders by ${count.runs} runs; ${count.skipped} with too many orders`,
  )

await using one = await redis()
await using other = await redis()
const world = createWorld(one, other)
console.log(`seed ${seed}, at most ${longest} parts of an actor and ${mostOrders} orders`)
const isRight = fc.asyncProperty(arbitraryCommands(Number(longest)), async (program) => {
  const found = await compareCommands(world, program, Number(mostOrders))
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
try {
  await fc.assert(isRight, {
    seed: Number(seed),
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: Math.max(1, untilMs - Date.now()),
  })
} catch (error) {
  console.log((error as Error).message)
  console.log((error as Error).cause)
  process.exitCode = 1
}
report()
