import { startChild } from '@lab/servers/child-process'
import type { Kafka } from '@lab/servers/kafka'
import type { Payments } from '../open-payments.ts'
import type { ConsumerName } from './clients.ts'
import type { Job, Note } from './consumer-process.ts'

export interface Survived {
  /** How many payments were done before the process was killed. */
  done: number
  /** The offset that Kafka keeps for the group: how many payments it counts as consumed. */
  committed: number
  /** Payments that the next member of the group does again. */
  again: number
  /** Payments that nobody does: not done, and not delivered again. */
  lost: number
}

const payments = ['payment-1', 'payment-2', 'payment-3', 'payment-4', 'payment-5']

/**
 * The contract: no payment is lost. A process consumes five payments of one batch, and `kill -9`
 * ends it in the middle of the third. The next member of the group begins at the committed offset.
 */
export async function diesInTheMiddle(
  { bus, openPlace }: Payments,
  consumer: ConsumerName,
): Promise<Survived> {
  const { topic, groupId } = await openPlace(consumer)
  const producer = bus.client().producer()
  await producer.connect()
  await producer.send({ topic, messages: payments.map((key) => ({ key, value: '10' })) })
  await producer.disconnect()

  const done = await doneUntilKilled({
    brokers: bus.brokers,
    topic,
    groupId,
    consumer,
    last: 'payment-3',
  })
  const committed = await committedOffset(bus, { topic, groupId })
  return {
    done: done.size,
    committed,
    again: payments.filter((payment, offset) => offset >= committed && done.has(payment)).length,
    lost: payments.filter((payment, offset) => offset < committed && !done.has(payment)).length,
  }
}

async function doneUntilKilled(job: Job): Promise<Set<string>> {
  const done = new Set<string>()
  const stopped = Promise.withResolvers<void>()
  await using child = startChild<Job, void, Note>(new URL('consumer-process.ts', import.meta.url), {
    onNote: (note) => {
      if ('done' in note) done.add(note.done)
      else stopped.resolve()
    },
  })
  await child.ask(job)
  await Promise.race([stopped.promise, child.ended])
  await child.kill('SIGKILL')
  return done
}

/** The offset of partition 0, or 0 when none is committed. */
async function committedOffset(
  bus: Kafka,
  { topic, groupId }: { topic: string; groupId: string },
): Promise<number> {
  const admin = bus.client().admin()
  await admin.connect()
  const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] })
  await admin.disconnect()
  return Math.max(0, Number(committed!.partitions[0]?.offset ?? 0))
}
