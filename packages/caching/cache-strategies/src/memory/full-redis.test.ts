import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { behindInAStream } from '../strategies/behind-in-a-stream.ts'
import { cacheAside } from '../strategies/cache-aside.ts'
import { writeThrough } from '../strategies/write-through.ts'
import { answersWhileFull } from './answers-while-full.ts'
import { cacheAsideOrDatabase } from './cache-aside-or-database.ts'
import { openFullRedis } from './full-redis.ts'
import type { FullRedis } from './full-redis.ts'
import { keepsHotPages } from './keeps-hot-pages.ts'
import { keepsItsBuffer } from './keeps-its-buffer.ts'

let world: World
let full: FullRedis
beforeAll(async () => {
  ;[world, full] = await Promise.all([openStores(), openFullRedis()])
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await full[Symbol.asyncDispose]()
})

const oom = "OOM command not allowed when used memory > 'maxmemory'."

describe('keepsHotPages', () => {
  it.each([
    { policy: 'allkeys-lru', expire: true, hits: 0, refused: undefined },
    { policy: 'allkeys-lfu', expire: true, hits: 20, refused: undefined },
    { policy: 'volatile-ttl', expire: true, hits: 0, refused: undefined },
    { policy: 'volatile-lru', expire: false, hits: 20, refused: oom },
    { policy: 'noeviction', expire: true, hits: 20, refused: oom },
  ])('$policy answers $hits of 20 reads after a crawl', async (row) => {
    const { hits, refused } = await keepsHotPages(full, row.policy, { expire: row.expire })
    expect({ hits, refused }).toEqual({ hits: row.hits, refused: row.refused })
  })

  it('allkeys-lru with the default of five samples is an approximation, and loses most', async () => {
    await full.plain.config('SET', 'maxmemory-samples', 5)
    const { hits } = await keepsHotPages(full, 'allkeys-lru', { expire: true })
    await full.plain.config('SET', 'maxmemory-samples', 64)
    expect(hits).toBeLessThan(10)
  })
})

describe('keepsItsBuffer', () => {
  it.each([
    { policy: 'allkeys-lru', kept: 0 },
    { policy: 'volatile-lru', kept: 2 },
  ])('$policy keeps $kept of 2 acknowledged writes', async ({ policy, kept }) => {
    expect((await keepsItsBuffer(world, full, policy)).kept).toBe(kept)
  })
})

describe('answersWhileFull', () => {
  it('cacheAside answers no reader that misses, though it has the price', async () => {
    expect(await answersWhileFull(world, full, cacheAside)).toEqual({
      miss: 'OOM',
      write: 'acknowledged',
      inDatabase: 120,
      read: 'OOM',
      violation: 'a reader gets an error',
    })
  })

  it('writeThrough changes the database, and cannot change the price in the cache', async () => {
    expect(await answersWhileFull(world, full, writeThrough)).toMatchObject({
      write: 'OOM',
      inDatabase: 120,
      read: '100',
      violation: 'the price is 120, and the reader gets 100',
    })
  })

  it('behindInAStream acknowledges no write, and loses none', async () => {
    expect(await answersWhileFull(world, full, behindInAStream)).toMatchObject({
      write: 'EXECABORT Transaction discarded because of previous errors.',
      inDatabase: 100,
      read: '100',
    })
  })

  it('cacheAsideOrDatabase answers all, and hears each failure', async () => {
    const heard: string[] = []
    const open = cacheAsideOrDatabase(({ message }) => heard.push(message))
    expect(await answersWhileFull(world, full, open)).toEqual({
      miss: '100',
      write: 'acknowledged',
      inDatabase: 120,
      read: '120',
      violation: undefined,
    })
    expect(heard).toEqual([`${oom}`, `${oom}`])
  })
})
