import { answerParent } from '@lab/servers/answer-parent'
import { Redis } from 'ioredis'
import { algorithms } from '../algorithms.ts'
import type { Algorithm } from '../algorithms.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import { localTokenBucket } from '../token-bucket/local-token-bucket.ts'

/** What a process is told to do: so many requests at once, on one key. */
export interface Hammering {
  way: Algorithm | 'local-token-bucket'
  limit: number
  windowMs: number
  key: string
  cost: number
  requests: number
}

export type Order = Hammering | 'connect'

const redis = new Redis(process.argv[2]!)
answerParent(async (order: Order) => {
  if (order === 'connect') return (await redis.ping()).length
  const { key, cost, requests, ...hammering } = order
  const limiter = limiterOf(hammering)
  const asked = Array.from({ length: requests }, () => limiter.consume(key, cost))
  const decisions = await Promise.all(asked)
  return decisions.filter(({ allowed }) => allowed).length
})

function limiterOf({
  way,
  ...options
}: Pick<Hammering, 'way' | 'limit' | 'windowMs'>): RateLimiter {
  return way === 'local-token-bucket'
    ? localTokenBucket(options)
    : algorithms[way]({ redis, ...options })
}
