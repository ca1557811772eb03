import type { ViteUserConfig } from 'vitest/config'
// Drops what the shell says to the clients of servers, before a test imports one.
import '@lab/servers/services'
import { sendLoopbackDirectly } from '@lab/servers/proxies'

await sendLoopbackDirectly()

/** The settings of vitest for a concept, whose `vitest.config.ts` exports them as its default. */
export const conceptTests: ViteUserConfig = {
  test: {
    // Every file opens a database of its own, so the files can share a worker.
    isolate: false,
    // A test waits for its server half of the time. With two cores vitest would use one worker.
    maxWorkers: 2,
    // No test is a measurement: at a load of twenty it takes ten times as long. What hangs in a race
    // is ended by the conductor.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
}
