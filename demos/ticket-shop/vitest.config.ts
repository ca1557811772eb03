import { conceptTests } from '@lab/stage/vitest-config'
import { mergeConfig } from 'vitest/config'

// The trials are in three files. Each has servers of its own, so that they can run side by side; one
// alone waits for timeouts half of its time.
export default mergeConfig(conceptTests, { test: { maxWorkers: 2 } })
