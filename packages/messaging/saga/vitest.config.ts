import { defineConfig } from 'vitest/config'

// Every file opens databases of its own, so the files can share a worker. A run waits for Kafka most
// of the time: two files at once need half the time, also where there are two cores.
export default defineConfig({
  test: { isolate: false, maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 },
})
