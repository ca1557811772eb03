// Fails: frees every job of the dead worker, and none of another one
// Looks for the dead worker by KEYS. Its name may be a pattern.
import type { Redis } from 'ioredis'

export interface Taken {
  job: string
  entry: string
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
      const entry = await redis.lmove('jobs', `held:${JSON.stringify(worker)}`, 'RIGHT', 'LEFT')
      return entry === null ? undefined : { job: entry.slice(entry.indexOf(' ') + 1), entry }
    },

    async finish({ entry }: Taken): Promise<boolean> {
      return (await redis.lrem(held(JSON.stringify(worker)), 1, entry)) === 1
    },

    async recover(dead: string): Promise<number> {
      let count = 0
      for (const key of await redis.keys(held(JSON.stringify(dead))))
        while ((await redis.lmove(key, 'jobs', 'LEFT', 'RIGHT')) !== null) count++
      return count
    },
  }
}
