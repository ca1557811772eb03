// Fails: gives back each text as it was added
// Splits the entry at each space, and gives the second part.
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
      return entry === null ? undefined : { job: entry.split(' ')[1]!, entry }
    },

    async finish({ entry }: Taken): Promise<boolean> {
      return (await redis.lrem(held(worker), 1, entry)) === 1
    },

    async recover(dead: string): Promise<number> {
      let count = 0
      while ((await redis.lmove(held(dead), 'jobs', 'LEFT', 'RIGHT')) !== null) count++
      return count
    },
  }
}
