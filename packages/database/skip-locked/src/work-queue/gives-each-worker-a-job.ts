import { conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to take a job; answers its id, or undefined when none was found. */
export type ClaimJob = (pool: Pool, worker: string) => Promise<number | undefined>

/** The contract: as many workers as jobs, and each worker gets a job of its own. */
export function givesEachWorkerAJob(
  { pool, plain }: Database,
  claim: ClaimJob,
  workers: readonly string[],
): Race {
  const claimed = new Map<string, number | undefined>()
  return conduct({
    setup: async () => {
      claimed.clear()
      await plain.query(
        `insert into jobs (id) select generate_series(1, ${workers.length})
         on conflict (id) do update set taken_by = null`,
      )
    },
    actors: Object.fromEntries(
      workers.map((worker) => [
        worker,
        async () => {
          claimed.set(worker, await claim(pool, worker))
          return claimed.get(worker)
        },
      ]),
    ),
    invariant: async (endings) => {
      const jobs = [...claimed.values()]
      const idle = jobs.filter((job) => job === undefined).length
      if (idle > 0) return `${idle} of ${workers.length} workers found no job`
      if (new Set(jobs).size < jobs.length) return 'one job was done twice'
      const failed = workers.find((worker) => !claimed.has(worker))
      return failed && `${failed} got no answer (${endingText(endings[failed])})`
    },
  })
}
