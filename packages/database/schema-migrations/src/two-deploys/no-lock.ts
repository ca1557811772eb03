// Looks which migrations have been run, and runs the others.
// Breaks: two deploys look at the same moment, and both run what neither has found.
import { migrate } from '../migrate.ts'
import { inSession } from './in-session.ts'
import type { Deploy } from './migrates-once.ts'

export const noLock: Deploy = (pool) =>
  inSession(pool, (client) => migrate(client, 'seed-once', { noLock: true }))
