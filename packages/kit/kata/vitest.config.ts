import { defineConfig } from 'vitest/config'

export default defineConfig({
  // An answer that waits for nothing is given up after ten seconds.
  test: { include: ['src/**/*.test.ts'], isolate: false, testTimeout: 60_000 },
})
