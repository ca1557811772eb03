import type { Redis } from 'ioredis'

export interface Taken {
  job: string
}

export function jobQueue(redis: Redis, _worker: string) {
  return {
    async add(job: string): Promise<void> {
      await redis.lpush('jobs', job)
    },

    async take(): Promise<Taken | undefined> {
      const job = await redis.rpop('jobs')
      return job === null ? undefined : { job }
    },

    finish: (_taken: Taken): Promise<boolean> => Promise.resolve(true),

    recover: (_dead: string): Promise<number> => Promise.resolve(0),
  }
}
