import { heardClaims } from '@lab/stage/claims'

const seen = (scene: string, way: string, observed: 'breaks' | 'holds') =>
  ({ scene, way, observed }) as const

export const claims = heardClaims([
  {
    says: 'With write-behind a write is safe as soon as the cache has it.',
    heard: 'interview answers',
    truth: 'false',
    why: 'With its buffer in the memory of the process, 2 of 4 orders with a crash lose acknowledged writes: all that were not flushed.',
    shownBy: seen('behind-in-memory', 'behind-in-memory', 'breaks'),
  },
  {
    says: 'A write-behind buffer in a Redis list survives a crash of the process.',
    heard: 'system-design answers',
    truth: 'depends',
    why: 'It does until a flush takes a batch: LPOP removes the writes before they are in the database, and a crash there loses them in 1 of 5 orders.',
    shownBy: seen('behind-in-a-list', 'behind-in-a-list', 'breaks'),
  },
  {
    says: 'Write-behind can be made safe against a crash of the process.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'A stream keeps an entry until its write is in the database, and a version makes writing it twice harmless: 0 of 6 orders lose one.',
    shownBy: seen('behind-in-a-stream', 'behind-in-a-stream', 'holds'),
  },
  {
    says: 'A write-behind buffer in Redis is as durable as a database.',
    heard: 'system-design answers',
    truth: 'depends',
    why: 'Redis 7 with appendonly yes and appendfsync always kept 2 of 2 acknowledged writes through a kill, and without persistence none.',
    shownBy: {
      test: 'src/strategies/keeps-acknowledged-writes.test.ts',
      title: 'is one that is killed: with appendonly $appendonly $kept of 2 writes are left',
    },
  },
  {
    says: 'Write-through keeps the cache and the database consistent.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A reader that missed before the write sets the old price after it, in 35 of 126 orders: as many as with cache-aside.',
    shownBy: seen('a-reader-beside-it', 'write-through', 'breaks'),
  },
  {
    says: 'Write-through writes the cache first, then the database.',
    heard: 'diagrams',
    truth: 'depends',
    why: 'Some caches do. A process that dies in between leaves a price in the cache that no database has, in 1 of 3 orders. The database first leaves an old one.',
    shownBy: seen('two-servers', 'cache-first', 'breaks'),
  },
  {
    says: 'Read-through has a better hit rate than cache-aside.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Over the same 300 requests both have 138 hits of 237 reads and send 162 statements. Read-through puts the loading into one place.',
    shownBy: {
      test: 'src/traffic/serve-traffic.test.ts',
      title: 'are $counts.statements statements with $name',
    },
  },
  {
    says: 'Write-behind makes the database see fewer statements.',
    heard: 'system-design answers',
    truth: 'true',
    why: 'A batch is one statement. Over 300 requests with 63 writes: 66 statements, with write-through 125, with cache-aside 162.',
    shownBy: {
      test: 'src/traffic/serve-traffic.test.ts',
      title: 'are $counts.statements statements with $name',
    },
  },
  {
    says: 'A cache makes any service faster.',
    heard: 'meetings',
    truth: 'depends',
    why: 'It saves reads. Where four of five requests are writes, cache-aside sends 291 statements for 300 requests, and a command to Redis with each of them.',
    shownBy: seen('share-of-writes', 'cache-aside', 'breaks'),
  },
  {
    says: 'When Redis is full it evicts the oldest keys.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Its default policy is noeviction: Redis 7 refuses what needs memory, with "OOM command not allowed". Reads and deletes go on.',
    shownBy: seen('eviction-policies', 'noeviction', 'breaks'),
  },
  {
    says: 'allkeys-lru keeps the pages that everybody reads.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Unless something reads many pages once: after a crawl over 200 pages none of 20 hot ones is left. allkeys-lfu keeps all of them.',
    shownBy: seen('eviction-policies', 'allkeys-lru', 'breaks'),
  },
  {
    says: 'A volatile-* policy prevents out-of-memory errors.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'It evicts only keys with a time to live. Where no key has one, Redis 7 refuses writes as with noeviction.',
    shownBy: seen('eviction-policies', 'volatile-lru', 'breaks'),
  },
  {
    says: 'A cache that is full only costs hits.',
    heard: 'interview answers',
    truth: 'false',
    why: 'With noeviction a SET throws. Cache-aside then fails a request whose price it has, and write-through leaves the old price: the database has 120, readers get 100.',
    shownBy: seen('full-cache', 'write-through', 'breaks'),
  },
  {
    says: 'Cache and write-behind buffer can share a Redis.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Not with allkeys-lru: the stream is evicted like any key, and 2 of 2 acknowledged writes are lost. volatile-lru spares what has no TTL.',
    shownBy: seen('evicted-buffer', 'allkeys-lru', 'breaks'),
  },
])
