import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import type { Redis } from 'ioredis'

/** What is cached is 10 kB, so that some sixty keys fill the memory. */
const page = 'x'.repeat(10_000)
const pageTtlMs = 3_600_000

/** Opens a Redis of its own, whose memory is small. */
export async function openFullRedis() {
  // Redis compares so many keys to find the one to evict: here all that there are.
  const settings = { save: '', appendonly: 'no', 'maxmemory-samples': '64' }
  const server = await dedicatedRedis({ settings })
  return { ...server, plain: server.client() }
}

export type FullRedis = Awaited<ReturnType<typeof openFullRedis>>

/** Empties it, and leaves room for some sixty pages. */
export async function leaveRoom(redis: Redis, policy: string): Promise<void> {
  await redis.flushdb()
  await redis.config('SET', 'maxmemory', 0, 'maxmemory-policy', policy)
  const [, used] = /used_memory:(\d+)/.exec(await redis.info('memory'))!
  await redis.config('SET', 'maxmemory', Number(used) + 600_000)
}

/** Caches pages, and says what refused the first one that was refused. */
export async function cachePages(
  redis: Redis,
  keys: readonly string[],
  { expire }: { expire: boolean },
): Promise<string | undefined> {
  let refused: string | undefined
  for (const key of keys) {
    const set = expire ? redis.set(key, page, 'PX', pageTtlMs) : redis.set(key, page)
    await set.catch((error: Error) => (refused ??= error.message))
  }
  return refused
}

/** Makes a key a minute older, without waiting: its age, its frequency, its time to live. */
export async function ageByAMinute(redis: Redis, key: string, policy: string): Promise<void> {
  const dump = await redis.dumpBuffer(key)
  const leftMs = await redis.pttl(key)
  const ttl = leftMs === -1 ? 0 : leftMs - 60_000
  // By default LFU takes 1 from the frequency each minute.
  const age = policy.endsWith('lfu')
    ? (['FREQ', Number(await redis.object('FREQ', key)) - 1] as const)
    : (['IDLETIME', 60] as const)
  await redis.call('RESTORE', key, ttl, dump, 'REPLACE', ...age)
}

export const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}:${index + 1}`)
