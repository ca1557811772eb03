// Fails: begins a window with the first request, and not at a full second of the clock
// Counts by the clock of Redis: the limit at the end of one window, and again at the start of the next.
import type { Redis } from 'ioredis'

const script = `
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local own = KEYS[1] .. ':' .. math.floor(now / tonumber(ARGV[1]))
  local count = redis.call('incr', own)
  redis.call('pexpire', own, ARGV[1], 'NX')
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
