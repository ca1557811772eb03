// Reads the theoretical arrival time, moves it by one interval, and sets it.
// Breaks: two that read the same time both get in, and only one of them is counted.
import type { Allow, NaiveOptions } from '../naive-limiter.ts'

export function getThenSet({ redis, limit, windowMs, now }: NaiveOptions): Allow {
  return async (key) => {
    const arrival = Math.max(now(), Number(await redis.get(`arrival:${key}`)))
    const next = arrival + windowMs / limit
    if (next - now() > windowMs) return false
    // RACE: another request reads the same time here.
    await redis.set(`arrival:${key}`, next, 'PX', windowMs)
    return true
  }
}
