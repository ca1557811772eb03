// First what this worker was given and has not acknowledged, by reading from 0; then new entries.
// Costs nothing in Redis, which keeps the list of pending entries anyway. A job may run twice.
import type { Queue } from './runs-every-job.ts'
import { beginStream, endEntry, nextEntry } from './stream.ts'

export const streamPending: Queue = {
  begin: beginStream,

  async work(redis, worker, run) {
    for (const from of ['0', '>'] as const) {
      for (;;) {
        const entry = await nextEntry(redis, worker, from)
        if (entry === undefined) break
        await run(entry.job)
        // RACE: after a crash here the job runs again.
        await endEntry(redis, entry)
      }
    }
  },
}
