// Takes an advisory lock before it looks, and keeps it until all is done; node-pg-migrate does so by
// itself. Costs the second deploy a wait, or, by default, an error that says that another one runs.
import { migrate } from '../migrate.ts'
import { inSession } from './in-session.ts'
import type { Deploy } from './migrates-once.ts'

export const advisoryLock: Deploy = (pool) =>
  // BLOCKS: until the other deploy has let go of the lock.
  inSession(pool, (client) => migrate(client, 'seed-once', { advisoryLockMode: 'wait' }))
