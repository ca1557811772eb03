// Fails: gives each job to one worker, in every order of two workers
// Reads the oldest job, and moves it in one MULTI. Another worker has read it, too.
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
      const entry = await redis.lindex('jobs', -1)
      if (entry !== null) {
        await redis.multi().lrem('jobs', -1, entry).lpush(held(worker), entry).exec()
      }
      return entry === null ? undefined : { job: entry.slice(entry.indexOf(' ') + 1), entry }
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
