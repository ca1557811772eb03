import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    globalSetup: './test/suite-lab.ts',
    // No file leaves state in its worker, and a new worker costs 0.5 s.
    isolate: false,
    maxWorkers: 2,
    // A browser is unpacked, and the page built, on a machine's first run.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // How long a page may take on a machine that does other work.
    expect: { poll: { timeout: 20_000 } },
  },
})
