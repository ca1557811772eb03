import type { ProducerBatch, Producer, ProducerRecord, RecordMetadata, Transaction } from 'kafkajs'
import type { Access } from '../explore/footprint.ts'
import { kafkaStep, shortTopic } from './kafka-step.ts'
import { arrivedEverywhere } from './topic-log.ts'

/** Makes each send, and each step of a transaction, wait for its actor's turn. */
export function watchProducer(producer: Producer): void {
  watchSends(producer, (last) => arrived(last))
  const begin = producer.transaction.bind(producer)
  producer.transaction = () => kafkaStep('begin transaction', [], begin).then(watchTransaction)
}

function watchTransaction(transaction: Transaction): Transaction {
  const sent: Last[] = []
  // A consumer of committed records gets these after the commit only.
  watchSends(transaction, async (last) => void sent.push(...last))
  const sendOffsets = transaction.sendOffsets.bind(transaction)
  const commit = transaction.commit.bind(transaction)
  const abort = transaction.abort.bind(transaction)
  return Object.assign(transaction, {
    sendOffsets: (offsets: Parameters<typeof sendOffsets>[0]) => {
      const places = offsets.topics.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => `${shortTopic(topic)}/${partition}: ${offset}`),
      )
      return kafkaStep(`send offsets ${places.join(', ')}`, [], () => sendOffsets(offsets))
    },
    commit: () => {
      const topics = [...new Set(sent.map(({ topic }) => topic))]
      return kafkaStep('commit transaction', topics.flatMap(writesTopic), async () => {
        await commit()
        await arrived(sent)
      })
    },
    abort: () => kafkaStep('abort transaction', [], abort),
  })
}

type Sender = Pick<Producer, 'send' | 'sendBatch'>

/** The place of the last record that a send added to a topic's one partition. */
interface Last {
  topic: string
  offset: bigint
}

function watchSends(sender: Sender, done: (last: Last[]) => Promise<void>): void {
  const send = sender.send.bind(sender)
  const sendBatch = sender.sendBatch.bind(sender)
  const performSend = (
    records: readonly ProducerRecord[],
    go: () => Promise<RecordMetadata[]>,
  ): Promise<RecordMetadata[]> =>
    kafkaStep(
      `send ${records.map(describeRecord).join(', ')}`,
      records.flatMap(({ topic }) => writesTopic(topic)),
      async () => {
        const metadata = await go()
        await done(lastOf(records, metadata))
        return metadata
      },
    )
  sender.send = (record) => performSend([record], () => send(record))
  sender.sendBatch = (batch: ProducerBatch) =>
    performSend(
      (batch.topicMessages ?? []).map(({ topic, messages }) => ({ topic, messages })),
      () => sendBatch(batch),
    )
}

/** A record is there for readers at once, and takes its place behind those that came before. */
function writesTopic(topic: string): Access[] {
  const resource = `kafka ${topic}`
  return [
    { resource, mode: 'publish' },
    { resource, mode: 'write' },
  ]
}

async function arrived(last: readonly Last[]): Promise<void> {
  await Promise.all(last.map(({ topic, offset }) => arrivedEverywhere(topic, offset)))
}

function lastOf(records: readonly ProducerRecord[], metadata: readonly RecordMetadata[]): Last[] {
  return metadata.flatMap(({ topicName: topic, baseOffset }) => {
    const sent = records.filter((record) => record.topic === topic)
    const count = sent.reduce((total, { messages }) => total + messages.length, 0)
    return baseOffset === undefined
      ? []
      : [{ topic, offset: BigInt(baseOffset) + BigInt(count) - 1n }]
  })
}

function describeRecord({ topic, messages }: ProducerRecord): string {
  const texts = messages.map(({ key, value }) => [key, value].filter(Boolean).map(String).join(' '))
  return `${shortTopic(topic)} ${texts.join(', ')}`
}
