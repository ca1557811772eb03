import { Redis } from 'ioredis'
import { atomicWays } from '../make-way.ts'
import type { AtomicWay } from '../make-way.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import { localTokenBucket } from '../redis-gone/local-token-bucket.ts'

/** What a process is told to do: so many requests at once, on one key. */
export interface Hammering {
  way: AtomicWay | 'local-token-bucket'
  limit: number
  windowMs: number
  key: string
  cost: number
  requests: number
}

const redis = new Redis(process.argv[2]!)
// The channel ends with the parent, also when that is killed.
process.on('disconnect', () => process.exit())
if (!process.connected) process.exit()
process.on('message', ({ key, cost, requests, ...hammering }: Hammering) => {
  const limiter = limiterOf(hammering)
  const asked = Array.from({ length: requests }, () => limiter.consume(key, cost))
  void Promise.all(asked).then((decisions) =>
    process.send!(decisions.filter(({ allowed }) => allowed).length),
  )
})
redis.once('ready', () => process.send!('ready'))

function limiterOf({
  way,
  ...options
}: Pick<Hammering, 'way' | 'limit' | 'windowMs'>): RateLimiter {
  return way === 'local-token-bucket'
    ? localTokenBucket(options)
    : atomicWays[way]({ redis, ...options })
}
