import { postgres } from '@lab/servers/postgres'
import { arbitraryProgram } from '../src/explore/arbitrary-program.fixture.ts'
import { comparePruning, createWorld } from '../src/explore/compare-pruning.fixture.ts'
import { readFuzzOptions, runFuzzer } from './run-fuzzer.ts'

const options = readFuzzOptions({ longest: 2, mostOrders: 120 })
await using db = await postgres()
await using world = createWorld(db)
await runFuzzer(
  arbitraryProgram(options.longest),
  (program, mostOrders) => comparePruning(world, program, mostOrders),
  options,
)
