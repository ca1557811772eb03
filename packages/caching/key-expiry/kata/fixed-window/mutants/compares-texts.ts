// Fails: allows exactly the limit, in every order of two servers
// In the script the count and the limit are texts, and '2' is not less than '12'.
import type { Redis } from 'ioredis'

const script = `
  local count = redis.call('get', KEYS[1]) or '0'
  if count >= ARGV[2] then return 0 end
  redis.call('set', KEYS[1], 0, 'px', ARGV[1], 'nx')
  redis.call('incr', KEYS[1])
  return 1
`

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  return (await redis.eval(script, 1, key, windowMs, limit)) === 1
}
