import type { Redis } from 'ioredis'
import { hold, waiting } from '../../src/index.ts'
import type { Replicated } from '../../src/index.ts'

/**
 * Lets the replicas catch up, drops the orders, and holds so many of the replicas.
 *
 * @returns A new client of the primary.
 */
export async function begin(
  { primary, replicas }: Replicated,
  { late = 0, keep = false } = {},
): Promise<Redis> {
  // A connection that was cut is seen a moment later.
  while ((await waiting(primary.client)).length > 0);
  for (const replica of replicas) await replica.client.client('UNPAUSE')
  await primary.client.config('SET', 'min-replicas-to-write', 0, 'maxmemory', 0)
  if (!keep) await primary.client.flushall()
  await primary.client.set('begins', 'now')
  await primary.client.wait(replicas.length, 0)
  for (const replica of replicas.slice(0, late)) await hold(replica)
  const redis = primary.server.client({ maxRetriesPerRequest: 0 })
  await redis.ping()
  return redis
}
