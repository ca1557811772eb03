import { conduct, crashable, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { World } from '../open-world.ts'
import { leaseMs, take } from '../queue/take.ts'
import type { TakenJob } from '../queue/take.ts'
import type { RunNextJob, Worker } from './worker.ts'

/**
 * What happens to alice: she has taken the job and stands still for 40 seconds before her mail, or
 * she does so in the transaction in which she takes it, or she dies at any step.
 */
export type Trouble = 'slow worker' | 'slow transaction' | 'dead worker'

export const slowMs = 40_000

/** The contract: one job sends one mail, whatever happens to the worker that takes it first. */
export function sendsEachMailOnce(world: World, way: RunNextJob, trouble: Trouble): Race {
  const { db, mail } = world
  const clock = virtualClock()
  const worker: Worker = {
    pool: db.pool,
    mailUrl: mail.url,
    nowMs: () => clock.now(),
    take: () => take(db.pool, clock.now()),
    pauseBeforeMail: () => Promise.resolve(),
  }
  let taken: TakenJob | undefined
  const bob = () => way(worker)
  const alice = () =>
    way({
      ...worker,
      ...(trouble === 'slow worker' && { take: () => Promise.resolve(taken) }),
      pauseBeforeMail: () => clock.sleep(slowMs, 'alice stood still'),
    })
  const actors =
    trouble !== 'dead worker'
      ? { alice, bob: () => turn('asks for a job').then(bob) }
      : {
          alice: crashable(bob, {
            async restart() {
              await clock.sleep(leaseMs, 'the lease has ended')
              return bob()
            },
          }),
        }
  return conduct({
    clock,
    async setup() {
      await oneJob(world)
      if (trouble === 'slow worker') taken = await take(db.plain, 0)
    },
    actors,
    invariant: () => Promise.resolve(wrongMails(mail.mailed)),
  })
}

/** One job that is due, and no mail. */
export async function oneJob({ db, mail }: World): Promise<void> {
  mail.forget()
  await db.plain.query(
    `delete from jobs; insert into jobs (id, email) values (1, 'carol@example.org')`,
  )
}

export function wrongMails(mailed: readonly string[]): string | undefined {
  return mailed.length === 1 ? undefined : `one job, and ${mailed.length} mails`
}
