import { redis } from '@lab/servers/redis'
import { arbitraryCommands } from '../src/redis/arbitrary-commands.fixture.ts'
import { compareCommands, createWorld } from '../src/redis/compare-pruning.fixture.ts'
import { readFuzzOptions, runFuzzer } from './run-fuzzer.ts'

const options = readFuzzOptions({ longest: 3, mostOrders: 150 })
await using one = await redis()
await using other = await redis()
const world = createWorld(one, other)
await runFuzzer(
  arbitraryCommands(options.longest),
  (program, mostOrders) => compareCommands(world, program, mostOrders),
  options,
)
