// Creates the key with its time to live and counts, both in one MULTI: no crash, no command and no
// end of a window comes in between. Costs nothing: it is one round trip.
import type { Allow } from './expires-every-key.ts'

export const setAndIncrInMulti: Allow = async (redis, key, limit, windowMs) => {
  const replies = await redis.multi().set(key, 0, 'PX', windowMs, 'NX').incr(key).exec()
  return Number(replies![1]![1]) <= limit
}
