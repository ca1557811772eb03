import { setTimeout as sleep } from 'node:timers/promises'
import { dedicatedKafka } from '@lab/servers/dedicated-kafka'
import type { DedicatedKafka } from '@lab/servers/dedicated-kafka'
import type { Message } from 'kafkajs'
import { readToTheEnd } from './read-to-the-end.ts'

/** Starts a broker that looks at old segments all the time, not every few minutes. */
export function openCleaningBroker(): Promise<DedicatedKafka> {
  return dedicatedKafka({
    settings: {
      'log.cleaner.backoff.ms': '50',
      'log.retention.check.interval.ms': '50',
      'log.initial.task.delay.ms': '0',
    },
  })
}

/** A record that is still there, with the offset that it has always had. */
export interface Kept {
  offset: number
  record: string
}

/**
 * Compaction: sends four prices of two products to a topic with `cleanup.policy=compact`, and waits
 * until the first one is gone. The last one is in the active segment.
 */
export async function keepsTheLastOfEachKey(bus: DedicatedKafka): Promise<Kept[]> {
  const topic = await bus.topic('prices', {
    settings: {
      'cleanup.policy': 'compact',
      'min.cleanable.dirty.ratio': '0.01',
      // The next record begins a new segment, and only closed segments are compacted.
      'segment.ms': '1',
    },
  })
  await send(bus, topic, [
    { key: 'tea', value: '1' },
    { key: 'cup', value: '5' },
    { key: 'tea', value: '2' },
  ])
  await sleep(5)
  await send(bus, topic, [{ key: 'tea', value: '3' }])
  for (let reading = 1; ; reading++) {
    const records = await readToTheEnd(bus.client(), topic, `reading-${reading}`)
    if (records.length < 4) {
      return records.map(({ key, value, offset }) => ({
        offset: Number(offset),
        record: `${String(key)} ${String(value)}`,
      }))
    }
  }
}

/**
 * Retention: sends three records that no group reads to a topic with `retention.ms=1`, and waits
 * until Kafka has deleted them.
 *
 * @returns How many records a group then gets, and the offset of the next record.
 */
export async function deletesUnread(bus: DedicatedKafka): Promise<{ read: number; next: number }> {
  const topic = await bus.topic('clicks', { settings: { 'retention.ms': '1' } })
  await send(bus, topic, [{ value: '1' }, { value: '2' }, { value: '3' }])
  const admin = bus.client().admin()
  await admin.connect()
  for (;;) {
    const [partition] = await admin.fetchTopicOffsets(topic)
    const [low, high] = [Number(partition!.low), Number(partition!.high)]
    if (low === 3) return { read: high - low, next: high }
    await sleep(20)
  }
}

async function send(bus: DedicatedKafka, topic: string, messages: Message[]): Promise<void> {
  const producer = bus.client().producer()
  await producer.connect()
  await producer.send({ topic, messages })
  await producer.disconnect()
}
