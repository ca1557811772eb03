// Fails: loses no job, wherever a worker dies
// Takes the job out of the list, and then writes down who has it.
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
      const entry = await redis.rpop('jobs')
      if (entry !== null) await redis.lpush(held(worker), entry)
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
