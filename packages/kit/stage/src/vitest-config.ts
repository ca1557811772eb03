import type { ViteUserConfig } from 'vitest/config'

/** The settings of vitest for a concept, whose `vitest.config.ts` exports them as its default. */
export const conceptTests: ViteUserConfig = {
  // Every file opens a database of its own, so the files can share a worker.
  test: { isolate: false, testTimeout: 120_000, hookTimeout: 120_000 },
}
