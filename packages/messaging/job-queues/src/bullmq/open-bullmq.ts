import { watch } from '@lab/conductor'
import { Queue, Worker } from 'bullmq'
import type { World } from '../open-world.ts'

export interface MailJob {
  email: string
}

/** A queue of BullMQ with two workers, whose own loops, which have timers, are not started. */
export async function openBullmq({ space }: Pick<World, 'space'>) {
  // A worker that died in one order is back for the next one without a pause.
  const options = { maxRetriesPerRequest: null, retryStrategy: () => 0 }
  const queue = new Queue<MailJob>('mails', { connection: space.client(options) })
  const open = async () => {
    const connection = watch(space.client(options))
    const worker = new Worker<MailJob>('mails', undefined, { connection, autorun: false })
    await worker.waitUntilReady()
    return worker
  }
  const [alice, bob] = [await open(), await open()]
  return {
    queue,
    redis: space.client(),
    alice,
    bob,
    async [Symbol.asyncDispose]() {
      for (const opened of [queue, alice, bob]) await opened.close()
    },
  }
}

export type Bullmq = Awaited<ReturnType<typeof openBullmq>>
