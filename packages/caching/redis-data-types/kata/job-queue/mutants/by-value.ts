// Fails: tells equal jobs apart, in every order of two who add them
// The entry is the text of the job. An equal job that the worker took later is removed.
import type { Redis } from 'ioredis'

export interface Taken {
  job: string
  entry: string
}

export function jobQueue(redis: Redis, worker: string) {
  const held = (name: string) => `held:${name}`
  return {
    async add(job: string): Promise<void> {
      await redis.lpush('jobs', job)
    },

    async take(): Promise<Taken | undefined> {
      const entry = await redis.lmove('jobs', held(worker), 'RIGHT', 'LEFT')
      return entry === null ? undefined : { job: entry, entry }
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
