// Asks a limiter in the memory of this server, which has its share of the limit.
// Costs fairness: a user whose requests reach one server only gets that share.
import type { Allow } from './count-in-redis.ts'
import type { StatusOf } from './stays-within-limit.ts'

export function localShare(allow: Allow, allowLocally: Allow): StatusOf {
  return async (user) => {
    const allowed = await allow(user).catch(() => allowLocally(user))
    return allowed ? 200 : 429
  }
}
