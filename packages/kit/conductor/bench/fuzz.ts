import { arbitraryProgram } from '../src/explore/arbitrary-program.fixture.ts'
import { createWorld } from '../src/explore/compare-pruning.fixture.ts'
import { readFuzzOptions, runFuzzer } from './run-fuzzer.ts'

const options = readFuzzOptions({ longest: 2, mostOrders: 60 })
await using world = createWorld()
await runFuzzer(arbitraryProgram(options.longest), world.compare, options)
