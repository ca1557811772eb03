// Fails: holds no more than its capacity
// Keeps the time of the part of a token that is still on its way, also when the bucket is full.
import type { Redis } from 'ioredis'

const script = `
  local tokens, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
  local perMs, now = tonumber(ARGV[3]) / 1000, tonumber(ARGV[4])
  local state = redis.call('hmget', KEYS[1], 'tokens', 'at')
  local held, at = tonumber(state[1]) or capacity, tonumber(state[2]) or now
  now = math.max(now, at)
  local whole = math.floor((now - at) * perMs)
  held = math.min(capacity, held + whole)
  if held < tokens then return 0 end
  redis.call('hset', KEYS[1], 'tokens', held - tokens, 'at', at + whole / perMs)
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
