import { defineConfig } from 'vitest/config'

// Every file opens a database of its own, so the files can share a worker.
export default defineConfig({
  test: { isolate: false, testTimeout: 120_000, hookTimeout: 120_000 },
})
