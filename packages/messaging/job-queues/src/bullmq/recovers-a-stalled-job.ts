import { conduct, crashable, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Worker } from 'bullmq'
import { sendMail } from '../mail/send-mail.ts'
import type { World } from '../open-world.ts'
import { slowMs, wrongMails } from '../runs-once/sends-each-mail-once.ts'
import type { Trouble } from '../runs-once/sends-each-mail-once.ts'
import type { Bullmq, MailJob } from './open-bullmq.ts'

/** The defaults of BullMQ 6: both are 30 seconds. */
const stalledIntervalMs = 30_000

/** What an attempt came to: `done`, `idle`, or the error of BullMQ. */
async function mailNext(
  worker: Worker<MailJob>,
  {
    token,
    mailUrl,
    key,
    pause,
  }: { token: string; mailUrl: string; key: Key; pause(): Promise<void> },
): Promise<string> {
  const job = await worker.getNextJob(token, { block: false })
  if (job === undefined) return 'idle'
  await pause()
  const withKey = key === 'none' ? {} : { idempotencyKey: `job-${job.id}` }
  await sendMail(mailUrl, job.data.email, withKey)
  try {
    await job.moveToCompleted(undefined, token, false)
    return 'done'
  } catch (error) {
    return (error as Error).message
  }
}

export type Key = 'none' | 'of the job'

/** The same contract as in PostgreSQL: one job sends one mail, whatever happens to alice. */
export function recoversAStalledJob(
  { mail }: Pick<World, 'mail'>,
  { queue, redis, alice, bob }: Bullmq,
  { key, trouble = 'slow worker' }: { key: Key; trouble?: Trouble },
): Race {
  const clock = virtualClock()
  const common = { mailUrl: mail.url, key }
  const atOnce = () => Promise.resolve()
  const recover = async () => {
    // As its own timer does: the first look marks what is active, the next one takes what is
    // marked and has no lock.
    await bob['moveStalledJobsToWait']()
    await clock.sleep(stalledIntervalMs, 'stalledInterval has passed')
    await bob['moveStalledJobsToWait']()
    return mailNext(bob, { ...common, token: 'bob', pause: atOnce })
  }
  const standsStill = () => clock.sleep(slowMs, 'alice stood still')
  const actors =
    trouble === 'slow worker'
      ? {
          alice: () => mailNext(alice, { ...common, token: 'alice', pause: standsStill }),
          bob: () => turn('looks for stalled jobs').then(recover),
        }
      : {
          alice: crashable(() => mailNext(alice, { ...common, token: 'alice', pause: atOnce }), {
            restart: recover,
          }),
        }
  return conduct({
    clock,
    async setup() {
      mail.forget()
      await redis.flushdb()
      await queue.add('mail', { email: 'carol@example.org' }, { jobId: 'mail-1' })
    },
    actors,
    invariant: () => Promise.resolve(wrongMails(mail.mailed)),
  })
}
