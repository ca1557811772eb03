// Reads the number, adds one, writes it back.
// Breaks: Redis runs one command after the other, and two clients both read before either writes.
import type { CountView } from './counts-every-view.ts'

export const getThenSet: CountView = async (redis, page) => {
  const views = Number(await redis.get(`views:${page}`))
  // RACE: another client reads the same number here.
  await redis.set(`views:${page}`, views + 1)
}
