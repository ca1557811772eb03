import { conceptTests } from '@lab/stage/vitest-config'
import { mergeConfig } from 'vitest/config'

// A run waits for Kafka most of the time: two files at once need half the time, also where there are
// two cores.
export default mergeConfig(conceptTests, { test: { maxWorkers: 2 } })
