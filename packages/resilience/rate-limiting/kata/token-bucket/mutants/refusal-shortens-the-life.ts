// Fails: keeps its key until the bucket is full
// Keeps the key of a refused request for a second, as if a refused client had no bucket any more.
import type { Redis } from 'ioredis'

const script = `
  local tokens, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
  local perMs, now = tonumber(ARGV[3]) / 1000, tonumber(ARGV[4])
  local state = redis.call('hmget', KEYS[1], 'tokens', 'at')
  local held, at = tonumber(state[1]) or capacity, tonumber(state[2]) or now
  now = math.max(now, at)
  held = math.min(capacity, held + (now - at) * perMs)
  if held < tokens then
    redis.call('pexpire', KEYS[1], 1000)
    return 0
  end
  redis.call('hset', KEYS[1], 'tokens', held - tokens, 'at', now)
  redis.call('pexpire', KEYS[1], math.ceil(capacity / perMs))
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
  const taken = await redis.eval(script, 1, key, tokens, capacity, perSecond, nowMs)
  return taken === 1
}
