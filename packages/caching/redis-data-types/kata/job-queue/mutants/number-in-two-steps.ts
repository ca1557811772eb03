// Fails: tells equal jobs apart, in every order of two who add them
// Reads the last number and sets the next one: two who add get the same.
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
      const number = Number(await redis.get('numbers')) + 1
      await redis.set('numbers', number)
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
      let count = 0
      while ((await redis.lmove(held(dead), 'jobs', 'LEFT', 'RIGHT')) !== null) count++
      return count
    },
  }
}
