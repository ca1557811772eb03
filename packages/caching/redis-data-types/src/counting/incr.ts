// Redis reads, adds and writes in one command. Costs nothing.
import type { CountView } from './counts-every-view.ts'

export const incr: CountView = async (redis, page) => {
  await redis.incr(`views:${page}`)
}
