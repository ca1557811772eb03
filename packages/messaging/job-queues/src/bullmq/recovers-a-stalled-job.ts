import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Job, Worker } from 'bullmq'
import { sendMail } from '../mail/send-mail.ts'
import type { World } from '../open-world.ts'
import { slowMs, wrongMails } from '../runs-once/sends-each-mail-once.ts'
import type { Trouble } from '../runs-once/sends-each-mail-once.ts'
import type { Bullmq, MailJob } from './open-bullmq.ts'

/** The defaults of BullMQ 6: both are 30 seconds. */
const stalledIntervalMs = 30_000

export type Key = 'none' | 'of the job'

interface Means {
  token: string
  mailUrl: string
  key: Key
}

/** Mails and completes a job; answers `done`, `idle` without a job, or the error of BullMQ. */
async function mail(
  job: Job<MailJob> | undefined,
  { token, mailUrl, key }: Means,
): Promise<string> {
  if (job === undefined) return 'idle'
  const withKey = key === 'none' ? {} : { idempotencyKey: `job-${job.id}` }
  await sendMail(mailUrl, job.data.email, withKey)
  try {
    await job.moveToCompleted(undefined, token, false)
    return 'done'
  } catch (error) {
    return (error as Error).message
  }
}

const next = (worker: Worker<MailJob>, token: string) => worker.getNextJob(token, { block: false })

/**
 * The same contract as in PostgreSQL: one job sends one mail, whatever happens to alice. As its own
 * timer does, bob looks for stalled jobs twice: the first look marks what is active, the next one
 * gives away what is marked and has no lock. A slow alice has the job, and the first look is over.
 */
export function recoversAStalledJob(
  { mail: provider }: Pick<World, 'mail'>,
  { queue, redis, alice, bob }: Bullmq,
  { key, trouble = 'slow worker' }: { key: Key; trouble?: Trouble },
): Race {
  const clock = virtualClock()
  const means = (token: string) => ({ token, mailUrl: provider.url, key })
  const look = () => bob['moveStalledJobsToWait']()
  const lookAgain = async () => {
    await clock.sleep(stalledIntervalMs, 'stalledInterval has passed')
    await look()
    return mail(await next(bob, 'bob'), means('bob'))
  }
  let taken: Job<MailJob> | undefined
  const slow = {
    async alice() {
      await clock.sleep(slowMs, 'alice stood still')
      return mail(taken, means('alice'))
    },
    bob: lookAgain,
  }
  const dead = {
    alice: crashable(async () => mail(await next(alice, 'alice'), means('alice')), {
      restart: () => look().then(lookAgain),
    }),
  }
  return conduct({
    clock,
    async setup() {
      provider.forget()
      await redis.flushdb()
      await queue.add('mail', { email: 'carol@example.org' }, { jobId: 'mail-1' })
      if (trouble === 'dead worker') return
      taken = await next(alice, 'alice')
      await look()
    },
    actors: trouble === 'slow worker' ? slow : dead,
    invariant: () => Promise.resolve(wrongMails(provider.mailed)),
  })
}
