// Fails: refuses no request while there are tokens
// Takes more than there is and gives it back in a second step: a request that comes in between finds nothing.
import type { Redis } from 'ioredis'

const script = `
  local tokens, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
  local perMs, now = tonumber(ARGV[3]) / 1000, tonumber(ARGV[4])
  local state = redis.call('hmget', KEYS[1], 'tokens', 'at')
  local held, at = tonumber(state[1]) or capacity, tonumber(state[2]) or now
  now = math.max(now, at)
  held = math.min(capacity, held + (now - at) * perMs)
  redis.call('hset', KEYS[1], 'tokens', held - tokens, 'at', now)
  redis.call('pexpire', KEYS[1], math.ceil(capacity / perMs))
  return held < tokens and 0 or 1
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
  if (taken === 1) return true
  await redis.hincrbyfloat(key, 'tokens', tokens)
  return false
}
