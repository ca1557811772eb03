import { afterEach, vi } from 'vitest'

// Vitest's own `unstubEnvs` waits for the next test: the next file of the same worker would be
// imported with what the last test of this one has set.
afterEach(() => void vi.unstubAllEnvs())
