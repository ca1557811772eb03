// Fails: finishes only what the worker still holds, in every order of finish and recover
// Reads what the worker holds, and frees that. It may have finished a job in between.
import type { Redis } from 'ioredis'

export interface Taken {
  job: string
  entry: string
}

export function jobQueue(redis: Redis, worker: string) {
  const held = (name: string) => `held:${name}`
  return {
    async add(job: string): Promise<void> {
      const number = await redis.incr('numbers')
      await redis.lpush('jobs', `${number} ${job}`)
    },

    async take(): Promise<Taken | undefined> {
      const entry = await redis.lmove('jobs', held(worker), 'RIGHT', 'LEFT')
      return entry === null ? undefined : { job: entry.slice(entry.indexOf(' ') + 1), entry }
    },

    async finish({ entry }: Taken): Promise<boolean> {
      return (await redis.lrem(held(worker), 1, entry)) === 1
    },

    async recover(dead: string): Promise<number> {
      const entries = await redis.lrange(held(dead), 0, -1)
      if (entries.length === 0) return 0
      await redis
        .multi()
        .del(held(dead))
        .rpush('jobs', ...entries)
        .exec()
      return entries.length
    },
  }
}
