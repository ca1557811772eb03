// Fails: keeps a bucket for each key
// Keeps the time in `<key>:at`, where a client of that name has its tokens.
import type { Redis } from 'ioredis'

const script = `
  local tokens, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
  local perMs, now = tonumber(ARGV[3]) / 1000, tonumber(ARGV[4])
  local held = tonumber(redis.call('get', KEYS[1])) or capacity
  local at = tonumber(redis.call('get', KEYS[2])) or now
  now = math.max(now, at)
  held = math.min(capacity, held + (now - at) * perMs)
  if held < tokens then return 0 end
  redis.call('set', KEYS[1], held - tokens, 'px', math.ceil(capacity / perMs))
  redis.call('set', KEYS[2], now, 'px', math.ceil(capacity / perMs))
  return 1
`

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
  const keys = [key, `${key}:at`] as const
  const taken = await redis.eval(script, 2, ...keys, tokens, capacity, perSecond, nowMs)
  return taken === 1
}
