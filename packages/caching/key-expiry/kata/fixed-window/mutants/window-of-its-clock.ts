// Fails: goes by the time of Redis, whatever the clock of a server says
// Writes down when the window began, and asks the server's own clock whether it is over.
import type { Redis } from 'ioredis'

const script = `
  local now, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2])
  local began = tonumber(redis.call('hget', KEYS[1], 'began'))
  if not began or now - began >= windowMs then
    redis.call('hset', KEYS[1], 'began', now, 'count', 0)
    redis.call('pexpire', KEYS[1], windowMs)
  end
  return redis.call('hincrby', KEYS[1], 'count', 1)
`

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  return Number(await redis.eval(script, 1, key, Date.now(), windowMs)) <= limit
}
