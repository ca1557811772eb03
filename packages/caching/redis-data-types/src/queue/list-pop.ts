// Takes the oldest job out of a list. RPOP gives each job to one worker.
// Breaks: from then on only the worker has the job, and it dies with it. BRPOP is the same.
import type { Queue } from './runs-every-job.ts'

export const listPop: Queue = {
  async begin(redis, job) {
    await redis.lpush('jobs', job)
  },

  async work(redis, _worker, run) {
    for (;;) {
      const job = await redis.rpop('jobs')
      if (job === null) return
      // RACE: a crash here loses the job.
      await run(job)
    }
  },
}
