// Each module of the process opens a pool of its own, with the size that was meant for the process. The
// server sees the sum; so it does with a second process, and with the old one during a deployment.
import type { OpenConnections } from './fits-the-server.ts'
import { sharedPool } from './shared-pool.ts'

export const poolPerModule: OpenConnections = (url) => {
  const modules = [sharedPool(url), sharedPool(url)]
  let requests = 0
  return {
    take: () => modules[requests++ % modules.length]!.take(),
    waiting: () => modules.reduce((sum, { waiting }) => sum + waiting(), 0),
    async [Symbol.asyncDispose]() {
      for (const each of modules) await each[Symbol.asyncDispose]()
    },
  }
}
