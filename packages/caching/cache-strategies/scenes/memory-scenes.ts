import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  answersWhileFull,
  cacheAside,
  cacheAsideOrDatabase,
  keepsHotPages,
  keepsItsBuffer,
  openFullRedis,
  writeThrough,
} from '../src/index.ts'
import type { World } from '../src/index.ts'

const policies = [
  {
    policy: 'allkeys-lru',
    expire: true,
    claim: 'breaks',
    text: 'It evicts what was not used for the longest time: a page that the crawler has just read is younger than a popular one whose last read was a minute ago.',
  },
  {
    policy: 'allkeys-lfu',
    expire: true,
    claim: 'holds',
    text: 'It evicts what is used least often. The count is an estimate, and falls by 1 each minute, so that the favourites of yesterday go, too.',
  },
  {
    policy: 'volatile-ttl',
    expire: true,
    claim: 'breaks',
    text: 'It evicts what ends first. With the same TTL for all keys that is the oldest one, however often it is read.',
  },
  {
    policy: 'volatile-lru',
    expire: false,
    claim: 'breaks',
    text: 'A volatile policy evicts only keys with a time to live. Here none has one, so it is noeviction.',
  },
  {
    policy: 'noeviction',
    expire: true,
    claim: 'breaks',
    text: 'It is the default. Reads and deletes go on, and what needs memory is refused.',
  },
] as const

export const policiesScene: Scene<World> = {
  id: 'eviction-policies',
  title: 'A crawler comes by, and the memory is full',
  async play(stage) {
    await stage.say(
      'A Redis with room for some sixty pages of 10 kB. 20 pages were read 200 times each, the last time a minute ago. A crawler reads 200 other pages once, and each is cached. Redis compares maxmemory-samples keys, by default 5, and evicts the best of them; here it compares up to 64, which is all of them. The minute does not pass: restore sets the age.',
    )
    await using full = await openFullRedis()
    const found = []
    for (const policy of policies)
      found.push({ ...policy, ...(await keepsHotPages(full, policy.policy, policy)) })
    await stage.table({
      title: 'After the crawl',
      columns: ['policy', 'keys with a TTL', 'hits of the next 20 reads', 'writes of the crawl'],
      rows: found.map(({ policy, expire, hits, refused }) => [
        policy,
        expire ? 'all' : 'none',
        hits,
        refused === undefined ? 'accepted' : 'refused',
      ]),
    })
    const promise = 'the pages that everybody reads stay, and no write is refused'
    for (const { policy: way, claim, text, hits, violation } of found)
      await judge(stage, { way, promise, claim, text }, violation, { hits })
  },
}

const fullWays: { way: string; open: typeof cacheAside; claim: Claim; text: string }[] = [
  {
    way: 'cache-aside',
    open: cacheAside,
    claim: 'breaks',
    text: 'It has the price from PostgreSQL, and throws because it cannot cache it. The delete of a write needs no memory, and works.',
  },
  {
    way: 'write-through',
    open: writeThrough,
    claim: 'breaks',
    text: 'The database has 120, the writer is told that it failed, and readers get 100 until the TTL ends: SET is refused for a key that is there, too.',
  },
  {
    way: 'cache-aside-or-database',
    open: cacheAsideOrDatabase(() => {}),
    claim: 'holds',
    text: 'What cannot be set is not cached. Count these errors: the database now serves every miss.',
  },
]

export const fullCacheScene: Scene<World> = {
  id: 'full-cache',
  title: 'What the application does with OOM',
  async play(stage, world) {
    await stage.say(
      'noeviction, and the memory is full. Product 1 is cached at 100 and product 2 is not. A reader asks for product 2, a writer sets product 1 to 120, then a reader asks for product 1. OOM is the error OOM command not allowed when used memory > maxmemory.',
    )
    await using full = await openFullRedis()
    const found = []
    for (const way of fullWays)
      found.push({ ...way, ...(await answersWhileFull(world, full, way.open)) })
    await stage.table({
      title: 'While Redis is full',
      columns: ['way', 'read 2', 'write 1', 'in the database', 'read 1'],
      rows: found.map(({ way, miss, write, inDatabase, read }) => [
        way,
        miss,
        write,
        inDatabase,
        read,
      ]),
    })
    const promise = 'a full cache fails no request and serves no old price'
    for (const { violation, way, claim, text } of found)
      await judge(stage, { way, promise, claim, text }, violation, {})
  },
}

const bufferPolicies = [
  {
    policy: 'allkeys-lru',
    claim: 'breaks',
    text: 'The stream is a key like any other. A policy is for the whole Redis: a buffer and a cache need different ones.',
  },
  {
    policy: 'volatile-lru',
    claim: 'holds',
    text: 'The stream has no TTL, and every cached page has one. A Redis of its own with noeviction is safer still.',
  },
] as const

export const evictedBufferScene: Scene<World> = {
  id: 'evicted-buffer',
  title: 'The buffer of write-behind is evicted',
  async play(stage, world) {
    await stage.say(
      'Two acknowledged writes wait in the stream. For a minute nothing is written or flushed, then 200 pages are cached, then comes the flush.',
    )
    await using full = await openFullRedis()
    for (const { policy: way, claim, text } of bufferPolicies) {
      const { violation, ...counts } = await keepsItsBuffer(world, full, way)
      const promise = 'no acknowledged write is evicted'
      await judge(stage, { way, promise, claim, text }, violation, counts)
    }
  },
}
