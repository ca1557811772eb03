import { proxy } from '@lab/wire/proxy'
import { clientOptions } from '../client/client-options.ts'
import { openClient } from '../client/open-client.ts'
import { countInMemory } from './count-in-memory.ts'
import { countInRedis } from './count-in-redis.ts'
import type { Allow } from './count-in-redis.ts'

/** The status that a request of a user gets. */
export type StatusOf = (user: string) => Promise<200 | 429 | 503>

/** What to do when Redis gives no answer; the second limiter is in the memory of this server. */
export type Policy = (allow: Allow, allowLocally: Allow) => StatusOf

export interface Story {
  /** `up` for comparison. */
  redis: 'up' | 'gone' | 'hangs'
  requests: number
  /** For all servers together, a minute. */
  limit: number
  servers: number
}

/**
 * The contract of every policy: Redis gives no answer, a user sends a burst to one of the servers,
 * and no more than this server's share of the limit passes.
 *
 * @param url Of a key space that is not used otherwise.
 * @returns How many requests got each status.
 */
export async function staysWithinLimit(
  url: string,
  policy: Policy,
  { redis, requests, limit, servers }: Story,
): Promise<Record<200 | 429 | 503, number>> {
  await using link = await proxy(url)
  using opened = await openClient(link.url, clientOptions['all-three'])
  const windowMs = 60_000
  const share = Math.ceil(limit / servers)
  const statusOf = policy(
    countInRedis({ redis: opened.client, limit, windowMs }),
    countInMemory({ limit: share, windowMs, clock: { now: () => 0 } }),
  )
  if (redis === 'gone') await link.cut()
  if (redis === 'hangs') link.hang()
  const statuses = await Promise.all(Array.from({ length: requests }, () => statusOf('alice')))
  const count = (wanted: number) => statuses.filter((status) => status === wanted).length
  return { 200: count(200), 429: count(429), 503: count(503) }
}
