import { defineConfig } from 'vitest/config'

// Every file opens servers of its own, so the files can share a worker.
export default defineConfig({
  test: { isolate: false, testTimeout: 90_000, hookTimeout: 90_000 },
})
