import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'template/**/*.test.ts'],
    testTimeout: 20_000,
    isolate: false,
  },
})
