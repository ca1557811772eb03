// Fails: does not lengthen a window by asking again
// A window that slides: each allowed request counts for a whole window, and keeps the key as long.
import type { Redis } from 'ioredis'

const script = `
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('zremrangebyscore', KEYS[1], '-inf', now - ARGV[1])
  if redis.call('zcard', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('zadd', KEYS[1], now, ARGV[3])
  redis.call('pexpire', KEYS[1], ARGV[1])
  return 1
`

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  return (await redis.eval(script, 1, key, windowMs, limit, crypto.randomUUID())) === 1
}
