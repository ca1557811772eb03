// A stream with a consumer group. XREADGROUP with > gives each new entry to one worker, and XACK ends it.
// Breaks: > is what no worker was given yet. The entry of a worker that died stays pending for ever.
import type { Queue } from './runs-every-job.ts'
import { beginStream, endEntry, nextEntry } from './stream.ts'

export const streamNewOnly: Queue = {
  begin: beginStream,

  async work(redis, worker, run) {
    for (;;) {
      const entry = await nextEntry(redis, worker, '>')
      if (entry === undefined) return
      // RACE: after a crash here no read with > returns the entry again.
      await run(entry.job)
      await endEntry(redis, entry)
    }
  },
}
