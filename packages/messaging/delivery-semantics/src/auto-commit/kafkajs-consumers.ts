// kafkajs counts a record as handled when its handler has returned. Auto-commit commits what is
// handled: by default at the end of each batch, with a threshold also between records.
import '@lab/servers/quiet-kafkajs'
import { Kafka, logLevel } from 'kafkajs'
import type { ConsumerRunConfig } from 'kafkajs'
import type { Place, Work } from './consume.ts'

export async function batchOfKafkajs(place: Place, work: Work): Promise<void> {
  await consume(place, work, { autoCommit: true })
}

export async function eachOfKafkajs(place: Place, work: Work): Promise<void> {
  await consume(place, work, { autoCommit: true, autoCommitThreshold: 1 })
}

async function consume(
  { brokers, topic, groupId }: Place,
  work: Work,
  options: ConsumerRunConfig,
): Promise<void> {
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({ groupId })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    ...options,
    // It commits between two records, never beside the work: no commit is on its way.
    eachMessage: ({ message }) => work(String(message.key), Promise.resolve()),
  })
}
