// Fails: gives one token once, in every order of two requests
// WATCH belongs to the connection: the EXEC of one request ends the watch of the other one.
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
  for (;;) {
    await redis.watch(key)
    const [held, at] = await redis.hmget(key, 'tokens', 'at')
    const now = Math.max(nowMs, at ? Number(at) : nowMs)
    const filled = at ? Number(held) + ((now - Number(at)) * perSecond) / 1000 : capacity
    const left = Math.min(capacity, filled) - tokens
    if (left < 0) {
      await redis.unwatch()
      return false
    }
    const written = await redis
      .multi()
      .hset(key, { tokens: left, at: now })
      .pexpire(key, Math.ceil((capacity / perSecond) * 1000))
      .exec()
    if (written !== null) return true
  }
}
