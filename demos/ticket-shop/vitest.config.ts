import { defineConfig } from 'vitest/config'

// The trials are in two files. Each has servers of its own, so that they can run side by side; one
// alone waits for timeouts half of its time.
export default defineConfig({
  test: { isolate: false, maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 },
})
