// Fails: gives one token once, in every order of two requests
// MULTI is around the write only. The read came before it, and no WATCH guards the key.
import type { Redis } from 'ioredis'

interface Bucket {
  capacity: number
  perSecond: number
}

export async function take(
  redis: Redis,
  key: string,
  tokens: number,
  { capacity, perSecond }: Bucket,
  nowMs: number,
): Promise<boolean> {
  const [held, at] = await redis.hmget(key, 'tokens', 'at')
  const now = Math.max(nowMs, Number(at ?? nowMs))
  const filled = Number(held ?? capacity) + ((now - Number(at ?? now)) * perSecond) / 1000
  const level = Math.min(capacity, filled)
  if (level < tokens) return false
  await redis
    .multi()
    .hset(key, { tokens: level - tokens, at: now })
    .pexpire(key, Math.ceil((capacity / perSecond) * 1000))
    .exec()
  return true
}
