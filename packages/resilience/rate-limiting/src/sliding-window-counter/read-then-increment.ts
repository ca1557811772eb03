// Reads the counters of this window and the previous one, weighs them, then increments.
// Breaks: requests that come together read the same counters, and all get in.
import type { Allow, NaiveOptions } from '../naive-limiter.ts'

export function readThenIncrement({ redis, limit, windowMs, now }: NaiveOptions): Allow {
  return async (key) => {
    const number = Math.floor(now() / windowMs)
    const thisWindow = `counter:${key}:${number}`
    const [current, previous] = await redis.mget(thisWindow, `counter:${key}:${number - 1}`)
    const weight = 1 - (now() % windowMs) / windowMs
    if (Number(previous) * weight + Number(current) >= limit) return false
    // RACE: another request reads the same counters here.
    await redis
      .multi()
      .incr(thisWindow)
      .pexpire(thisWindow, 2 * windowMs)
      .exec()
    return true
  }
}
