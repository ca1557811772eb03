// Creates the key with its time to live, then counts: a crash in between does no harm.
// Breaks: the window can end between the two, and INCR then creates a key without a time to live.
import type { Allow } from './expires-every-key.ts'

export const setThenIncr: Allow = async (redis, key, limit, windowMs) => {
  await redis.set(key, 0, 'PX', windowMs, 'NX')
  // RACE: the key expires here.
  return (await redis.incr(key)) <= limit
}
