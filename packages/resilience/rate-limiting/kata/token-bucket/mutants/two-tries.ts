// Fails: refuses no request while there are tokens
// Writes only over what it has read, tries twice, and takes a lost write for an empty bucket.
import type { Redis } from 'ioredis'

const writeOver = `
  local state = redis.call('hmget', KEYS[1], 'tokens', 'at')
  if (state[1] or '') ~= ARGV[1] or (state[2] or '') ~= ARGV[2] then return 0 end
  redis.call('hset', KEYS[1], 'tokens', ARGV[3], 'at', ARGV[4])
  redis.call('pexpire', KEYS[1], ARGV[5])
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
  for (let attempt = 0; attempt < 2; attempt++) {
    const [held, at] = await redis.hmget(key, 'tokens', 'at')
    const now = Math.max(nowMs, at ? Number(at) : nowMs)
    const filled = at ? Number(held) + ((now - Number(at)) * perSecond) / 1000 : capacity
    const left = Math.min(capacity, filled) - tokens
    if (left < 0) return false
    const state = [held ?? '', at ?? '', left, now, Math.ceil((capacity / perSecond) * 1000)]
    if ((await redis.eval(writeOver, 1, key, ...state)) === 1) return true
  }
  return false
}
