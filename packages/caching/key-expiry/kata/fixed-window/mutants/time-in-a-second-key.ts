// Fails: counts each key by itself
// Keeps the time of the last request in `<key>:last`, where a client of that name is counted.
import type { Redis } from 'ioredis'

const script = `
  local count = redis.call('incr', KEYS[1])
  if count == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
  redis.call('set', KEYS[1] .. ':last', redis.call('time')[1], 'px', ARGV[1])
  return count
`

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  return Number(await redis.eval(script, 1, key, windowMs)) <= limit
}
