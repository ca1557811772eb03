import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { KeySpace } from '../open-redis.ts'
import { countedJob } from './runs-every-job.ts'
import { streamPending } from './stream-pending.ts'
import { claimEntry, endEntry } from './stream.ts'

/**
 * The contract: a job runs once, while Alice works on it and Bob takes over what is pending too long.
 *
 * @param idleMs How long is too long: 0 stands for a job that takes longer than the limit.
 */
export function runsOnceBesideAClaimer({ plain, watched }: KeySpace, idleMs: number): Race {
  const [alice, bob] = [watched(), watched()]
  const { run, runs, forget } = countedJob()
  return conduct({
    setup: async () => {
      forget()
      await plain.flushdb()
      await streamPending.begin(plain, 'mail 1')
    },
    actors: {
      alice: () => streamPending.work(alice, 'alice', run),
      bob: async () => {
        const entry = await claimEntry(bob, 'bob', idleMs)
        if (entry === undefined) return
        await run(entry.job)
        await endEntry(bob, entry)
      },
    },
    invariant: () => Promise.resolve(runs() === 1 ? undefined : `the job runs ${runs()} times`),
  })
}
