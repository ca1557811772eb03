// LMOVE takes a job and puts it into the worker's own list, in one step. LREM removes it when it is done.
// Costs a recovery: who starts again first gives back what its list holds. A job may run twice.
import type { Queue } from './runs-every-job.ts'

export const listMove: Queue = {
  async begin(redis, job) {
    await redis.lpush('jobs', job)
  },

  async work(redis, worker, run) {
    const held = `held:${worker}`
    while ((await redis.lmove(held, 'jobs', 'LEFT', 'RIGHT')) !== null);
    for (;;) {
      const job = await redis.lmove('jobs', held, 'RIGHT', 'LEFT')
      if (job === null) return
      await run(job)
      // RACE: after a crash here the job runs again.
      await redis.lrem(held, 1, job)
    }
  },
}
