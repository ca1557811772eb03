import { ageByAMinute, cachePages, leaveRoom, names } from './full-redis.ts'
import type { FullRedis } from './full-redis.ts'

export interface Kept {
  /** Of 20 reads of the hot pages, after the crawl. */
  hits: number
  /** What Redis said to the first write that it refused. */
  refused: string | undefined
  violation: string | undefined
}

/**
 * The contract: 20 pages that everybody reads stay in the cache, and no write is refused. Each was
 * read 200 times, the last time a minute ago. Then a crawler reads 200 other pages once, and the
 * application caches each of them.
 *
 * @param policy A `maxmemory-policy`.
 * @param options.expire Whether pages have a time to live.
 */
export async function keepsHotPages(
  { plain }: FullRedis,
  policy: string,
  { expire }: { expire: boolean },
): Promise<Kept> {
  const [hot, crawled] = [names('hot', 20), names('crawled', 200)]
  await leaveRoom(plain, policy)
  await cachePages(plain, hot, { expire })
  for (const key of hot) {
    const reads = plain.pipeline()
    for (let read = 0; read < 200; read++) reads.strlen(key)
    await reads.exec()
  }
  for (const key of hot) await ageByAMinute(plain, key, policy)
  const refused = await cachePages(plain, crawled, { expire })
  const hits = (await plain.mget(hot)).filter((cached) => cached !== null).length
  const missing = hits < hot.length ? `${hot.length - hits} of ${hot.length} are gone` : undefined
  const violation = refused === undefined ? missing : 'a write is refused'
  return { hits, refused, violation }
}
