import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    // A browser is unpacked, and the page built, on a machine's first run.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // How long a page may take on a machine that does other work.
    expect: { poll: { timeout: 20_000 } },
  },
})
