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
  const filled = at ? Number(held) + ((nowMs - Number(at)) * perSecond) / 1000 : capacity
  const now = Math.min(capacity, filled)
  if (now < tokens) return false
  await redis.hset(key, { tokens: now - tokens, at: nowMs })
  return true
}
