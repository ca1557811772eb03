import { answerOf, conduct, turn } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Pool } from 'pg'
import type { World } from '../open-world.ts'
import { take } from '../queue/take.ts'
import type { TakenJob } from '../queue/take.ts'
import { oneJob, slowMs } from '../runs-once/sends-each-mail-once.ts'

/** How a worker says what became of its job. */
export interface Report {
  complete(pool: Pool, job: TakenJob): Promise<'done' | 'late'>
  fail(pool: Pool, job: TakenJob, nowMs: number): Promise<'again' | 'dead' | 'late'>
}

/**
 * The contract: only the worker that took the job last changes it. Alice has the job. Her call times out
 * after 40 seconds, and she gives the job back; bob, who runs two jobs at a time, has it by then or has done it.
 */
export function heedsTheHolder(world: World, { complete, fail }: Report): Race {
  const { pool, plain } = world.db
  const clock = virtualClock()
  let taken: TakenJob | undefined
  return conduct({
    clock,
    async setup() {
      await oneJob(world)
      taken = await take(plain, 0)
    },
    actors: {
      async alice() {
        await clock.sleep(slowMs, 'the call times out')
        return fail(pool, taken!, clock.now())
      },
      async bob() {
        await turn('asks for a job')
        const job = await take(pool, clock.now())
        if (job === undefined) return 'idle'
        const next = await take(pool, clock.now())
        await complete(pool, job)
        return next === undefined ? 'done' : 'the same job twice'
      },
    },
    async invariant({ bob }: Endings) {
      const answer = answerOf(bob!)
      if (answer === 'the same job twice') return 'bob has the job, and asks for one, and gets it'
      const { rows } = await plain.query('select state from jobs')
      return answer === 'done' && rows[0].state === 'open'
        ? 'bob has done the job, and it is open again'
        : undefined
    },
  })
}
