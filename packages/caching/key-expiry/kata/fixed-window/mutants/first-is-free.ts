// Fails: allows exactly the limit, in every order of two servers
// The request that opens the window is allowed without a look at the limit, also when that is 0.
import type { Redis } from 'ioredis'

const script = `
  if redis.call('set', KEYS[1], 1, 'px', ARGV[1], 'nx') then return 1 end
  return redis.call('incr', KEYS[1]) <= tonumber(ARGV[2]) and 1 or 0
`

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  return (await redis.eval(script, 1, key, windowMs, limit)) === 1
}
