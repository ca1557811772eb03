import { virtualClock } from '@lab/conductor/clock'
import type { Bullmq } from './open-bullmq.ts'

/** Adds jobs of different priority and delay to BullMQ, and says which comes at which second. */
export async function takeInOrder({ queue, alice }: Bullmq): Promise<string[]> {
  const clock = virtualClock()
  using _ = clock.replaceTimers()
  await queue.obliterate({ force: true })
  const jobs = { p5: { priority: 5 }, p1: { priority: 1 }, none: {}, 'p1-too': { priority: 1 } }
  await queue.add('mail', { email: 'delayed' }, { priority: 1, delay: 10_000 })
  for (const [email, options] of Object.entries(jobs)) await queue.add('mail', { email }, options)
  const taken: string[] = []
  for (const second of [0, 10]) {
    let job
    while ((job = await alice.getNextJob('alice', { block: false })) !== undefined) {
      taken.push(`${second} ${job.data.email}`)
      await job.moveToCompleted(undefined, 'alice', false)
    }
    await clock.advance(10_000)
  }
  return taken
}
