// Fails: finishes only what the worker still holds, in every order of finish and recover
// What was taken says in whose list it is, so any worker finishes it.
import type { Redis } from 'ioredis'

export interface Taken {
  job: string
  entry: string
  key: string
}

export function jobQueue(redis: Redis, worker: string) {
  const held = (name: string) => `held:${name}`
  return {
    async add(job: string): Promise<void> {
      // The number tells two equal jobs apart, because LREM goes by value.
      const number = await redis.incr('numbers')
      await redis.lpush('jobs', `${number} ${job}`)
    },

    async take(): Promise<Taken | undefined> {
      const entry = await redis.lmove('jobs', held(worker), 'RIGHT', 'LEFT')
      return entry === null
        ? undefined
        : { job: entry.slice(entry.indexOf(' ') + 1), entry, key: held(worker) }
    },

    async finish({ entry, key }: Taken): Promise<boolean> {
      return (await redis.lrem(key, 1, entry)) === 1
    },

    async recover(dead: string): Promise<number> {
      let count = 0
      while ((await redis.lmove(held(dead), 'jobs', 'LEFT', 'RIGHT')) !== null) count++
      return count
    },
  }
}
