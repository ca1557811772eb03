import { randomUUID } from 'node:crypto'
import type { Kafka } from '@lab/servers/kafka'
import type { KafkaMessage } from 'kafkajs'
import type { Consume } from './consume.ts'
import { countedConsumer } from './counted-consumer.ts'

export const messages = 100

export interface StoodStill {
  /** Messages that are delivered and not processed while the work stands still. */
  held: number
  /** Of those, the ones whose offset is committed: what `kill -9` loses. */
  lost: number
  /** Sent by the consumer while it stands still. */
  heartbeats: number
  fetches: number
  /** What is processed in the end, in its order. */
  processed: number[]
}

/**
 * The contract of every way: while nothing can be processed few messages are delivered, and none is
 * committed. Then all are processed, in their order.
 *
 * @param ways Stand still at the same time, until the one that pauses has sent three heartbeats.
 */
export async function standStill<Way extends string>(
  bus: Kafka,
  ways: Record<Way, Consume>,
  pauses: NoInfer<Way>,
): Promise<Record<Way, StoodStill>> {
  const topic = await filledTopic(bus, 'events')
  const started = await Promise.all(
    (Object.keys(ways) as Way[]).map(
      async (way) => [way, await start(bus, { topic, way, consume: ways[way] })] as const,
    ),
  )
  const runs = Object.fromEntries(started) as Record<Way, Awaited<ReturnType<typeof start>>>
  await Promise.all(started.map(([, { atRest }]) => atRest))
  for (const [, { counts }] of started) Object.assign(counts, { heartbeats: 0, fetches: 0 })
  await runs[pauses].moreHeartbeats(3)
  const stood = await Promise.all(
    started.map(async ([way, { end }]) => [way, await end()] as const),
  )
  return Object.fromEntries(stood) as Record<Way, StoodStill>
}

/** A topic of one partition that no other call has, with the numbers from 0 on. */
export async function filledTopic(bus: Kafka, name: string): Promise<string> {
  const topic = await bus.topic(`${name}-${randomUUID()}`)
  const producer = bus.client().producer()
  await producer.connect()
  const events = Array.from({ length: messages }, (_, index) => ({ value: String(index) }))
  await producer.send({ topic, messages: events })
  return topic
}

async function start(bus: Kafka, at: { topic: string; way: string; consume: Consume }) {
  const place = { topic: at.topic, groupId: `${at.topic}-${at.way}`, messages }
  const { consumer, ...counted } = await countedConsumer(bus, place)
  const gate = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  const processed: number[] = []
  await at.consume(consumer, async ({ value }: KafkaMessage) => {
    await gate.promise
    processed.push(Number(value))
    if (processed.length === messages) done.resolve()
  })
  return {
    ...counted,
    /** Looks at what there is, then lets everything be processed. */
    async end(): Promise<StoodStill> {
      const { delivered: held, heartbeats, fetches } = counted.counts
      const lost = await committedOffset(bus, place)
      gate.resolve()
      await done.promise
      await consumer.disconnect()
      return { held, lost, heartbeats, fetches, processed }
    },
  }
}

async function committedOffset(
  bus: Kafka,
  { groupId, topic }: { groupId: string; topic: string },
): Promise<number> {
  const admin = bus.client().admin()
  await admin.connect()
  const [found] = await admin.fetchOffsets({ groupId, topics: [topic] })
  await admin.disconnect()
  // It is -1 when nothing is committed.
  return Math.max(0, Number(found!.partitions[0]!.offset))
}
