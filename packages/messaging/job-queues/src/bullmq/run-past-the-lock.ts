import { once } from 'node:events'
import { Worker } from 'bullmq'
import type { World } from '../open-world.ts'
import type { Bullmq, MailJob } from './open-bullmq.ts'

/**
 * The same with the workers' own loops, started as people start them: alice's job goes on until the
 * lock is gone and bob has done the job.
 *
 * @returns Which workers ran the job, and the errors that alice's worker has told, each once.
 */
export async function runPastTheLock(
  { space }: Pick<World, 'space'>,
  { queue, redis, bob: checker }: Bullmq,
): Promise<{ runs: string[]; errors: string[] }> {
  const runs: string[] = []
  const errors = new Set<string>()
  const finish = Promise.withResolvers<void>()
  const missing = Promise.withResolvers<void>()
  const open = (name: string, work: () => Promise<void>, lockRenewTime?: number) =>
    new Worker<MailJob>('mails', () => (runs.push(name), work()), {
      connection: space.client({ maxRetriesPerRequest: null }),
      skipStalledCheck: true,
      ...(lockRenewTime !== undefined && { lockRenewTime }),
    })
  await queue.obliterate({ force: true })
  const alice = open('alice', () => finish.promise, 20)
  alice.on('error', ({ message }) => {
    errors.add(message)
    if (message.includes('moveToFinished')) missing.resolve()
  })
  const active = once(alice, 'active')
  await queue.add('mail', { email: 'carol@example.org' }, { jobId: 'mail-1' })
  await active
  const renewal = once(alice, 'error')
  await redis.del(queue.toKey('mail-1:lock'))
  await renewal
  for (const _ of ['marks it', 'takes it']) {
    await redis.del(queue.toKey('stalled-check'))
    await checker['moveStalledJobsToWait']()
  }
  const bob = open('bob', () => Promise.resolve())
  await once(bob, 'completed')
  finish.resolve()
  await missing.promise
  await Promise.all([alice.close(), bob.close()])
  return { runs, errors: [...errors] }
}
