// Fails: fills with parts of a token
// Counts whole tokens and forgets the rest of the time: a client that takes often gets less.
import type { Redis } from 'ioredis'

const script = `
  local tokens, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
  local perMs, now = tonumber(ARGV[3]) / 1000, tonumber(ARGV[4])
  local state = redis.call('hmget', KEYS[1], 'tokens', 'at')
  local held, at = tonumber(state[1]) or capacity, tonumber(state[2]) or now
  now = math.max(now, at)
  held = math.floor(math.min(capacity, held + (now - at) * perMs))
  if held < tokens then return 0 end
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
