import { conduct, crashable, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from '../open-redis.ts'

export type RunJob = (job: string) => Promise<void>

/** One way to hand jobs to workers. */
export interface Queue {
  /** Puts a job into the empty queue, while no worker is there. */
  begin(redis: Redis, job: string): Promise<void>
  /** Runs jobs until none is left. A worker that starts again keeps its name. */
  work(redis: Redis, worker: string, run: RunJob): Promise<void>
}

/** The contract: a job runs at least once, wherever its worker dies and starts again. */
export function runsEveryJob(space: KeySpace, queue: Queue): Race {
  return dyingWorker(space, queue, (runs) => (runs > 0 ? undefined : 'the job never runs'))
}

/** The other contract: it runs at most once. */
export function runsNoJobTwice(space: KeySpace, queue: Queue): Race {
  return dyingWorker(space, queue, (runs) => (runs < 2 ? undefined : `the job runs ${runs} times`))
}

function dyingWorker(
  { plain, watched }: KeySpace,
  { begin, work }: Queue,
  violationOf: (runs: number) => string | undefined,
): Race {
  const redis = watched()
  const { run, runs, forget } = countedJob()
  const start = () => work(redis, 'alice', run)
  return conduct({
    setup: async () => {
      forget()
      await plain.flushdb()
      await begin(plain, 'mail 1')
    },
    actors: { alice: crashable(start, { restart: start }) },
    invariant: () => Promise.resolve(violationOf(runs())),
  })
}

/** A job outside of Redis, such as a mail, and how often it was run. */
export function countedJob() {
  let count = 0
  return {
    async run(job: string) {
      await turn(`sends ${job}`)
      count++
    },
    runs: () => count,
    forget: () => void (count = 0),
  }
}
