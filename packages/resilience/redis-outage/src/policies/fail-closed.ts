// Refuses every request while Redis gives no answer: 503, because the client did nothing wrong.
// Costs the service: it is down whenever Redis is.
import type { Allow } from './count-in-redis.ts'
import type { StatusOf } from './stays-within-limit.ts'

export function failClosed(allow: Allow): StatusOf {
  return async (user) => {
    try {
      return (await allow(user)) ? 200 : 429
    } catch {
      return 503
    }
  }
}
