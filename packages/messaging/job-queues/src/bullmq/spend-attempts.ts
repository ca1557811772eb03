import { virtualClock } from '@lab/conductor/clock'
import type { Bullmq } from './open-bullmq.ts'

export interface Spent {
  /** The pauses before its retries, in milliseconds. */
  pausesMs: number[]
  runs: number
  state: string
  reason: string | undefined
}

/** Lets a job of BullMQ fail until its attempts are used up; time passes to its next attempt. */
export async function failUntilDead({ queue, alice }: Bullmq, attempts: number): Promise<Spent> {
  const clock = virtualClock()
  using _ = clock.replaceTimers()
  await queue.obliterate({ force: true })
  const backoff = { type: 'exponential', delay: 1_000 }
  const { id } = await queue.add('mail', { email: 'carol@example.org' }, { attempts, backoff })
  const pausesMs: number[] = []
  for (let runs = 0; ; runs++) {
    const job = await alice.getNextJob('alice', { block: false })
    if (job === undefined) return { pausesMs, runs, ...(await endOf(queue, id!)) }
    await job.moveToFailed(new Error('503'), 'alice', false)
    const { delay } = (await queue.getJob(id!))!
    if (delay > 0) pausesMs.push(delay)
    await clock.advance(delay)
  }
}

/** Lets each worker that gets the job die; its lock ends, and the stalled check comes round. */
export async function dieUntilDead(
  { queue, redis, alice, bob }: Bullmq,
  attempts: number,
): Promise<Spent> {
  await queue.obliterate({ force: true })
  const { id } = await queue.add('mail', { email: 'carol@example.org' }, { attempts })
  for (let runs = 0; ; runs++) {
    const job = await alice.getNextJob('alice', { block: false })
    if (job?.deferredFailure !== undefined) {
      await alice.processJob(job, 'alice', () => false)
      return { pausesMs: [], runs, ...(await endOf(queue, id!)) }
    }
    for (const _ of ['marks it', 'takes it']) {
      await redis.del(queue.toKey(`${id}:lock`), queue.toKey('stalled-check'))
      await bob['moveStalledJobsToWait']()
    }
  }
}

async function endOf(
  queue: Bullmq['queue'],
  id: string,
): Promise<Omit<Spent, 'pausesMs' | 'runs'>> {
  const job = await queue.getJob(id)
  return { state: await queue.getJobState(id), reason: job?.failedReason }
}
