import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: './test/suite-keeper.ts',
    // The first run on a machine fetches Kafka.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    setupFiles: './test/unstub-environment.ts',
    // No file leaves state in its worker, and a new worker costs 0.2 s.
    isolate: false,
  },
})
