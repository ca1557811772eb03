// Counts with INCR; whoever counts 1 sets the time to live. The window starts with that request.
// Breaks: who dies between the two leaves a key that lives for ever, and its user locked out.
import type { Allow, NaiveOptions } from '../naive-limiter.ts'

export function incrThenExpire({ redis, limit, windowMs }: Omit<NaiveOptions, 'now'>): Allow {
  return async (key) => {
    const count = await redis.incr(`incr:${key}`)
    // RACE: a crash here leaves the counter without an end, and nobody counts 1 again.
    if (count === 1) await redis.pexpire(`incr:${key}`, windowMs)
    return count <= limit
  }
}
