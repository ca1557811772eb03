import { defineFacts } from '@lab/kata'
import { kafka } from '@lab/servers/kafka'
import type { Kafka } from '@lab/servers/kafka'
import type { Kafka as KafkaClient } from 'kafkajs'
import { newTopic } from '../../src/new-topic.ts'
import { readPartitions } from '../../src/order/read-partitions.ts'
import { losesOneReply } from './loses-one-reply.ts'

interface Event {
  customer: string
  text: string
}

type PublishEvents = (kafka: KafkaClient, topic: string, events: Event[]) => Promise<void>

const customers = ['alice', 'carol', '1', '01', 'ä', 'a b', 'O\'Brien, "Bob"', '__proto__', 'dave']

/** Gives up soon. An idempotent producer must be allowed to send again. */
const soon = { retry: { retries: 1, initialRetryTime: 20 } }

export const facts = defineFacts<PublishEvents, Kafka>({
  answer: 'publishEvents',
  open: () => kafka(),
  facts: {
    'writes the events of a customer to the partition of its key, in their order': async (
      publish,
      bus,
    ) => {
      const topic = await newTopic(bus, 'events', 3)
      await writeAsAnotherService(bus, topic)
      const events = [1, 2, 3].flatMap((number) =>
        customers.map((customer) => ({ customer, text: `event ${number}` })),
      )
      // Two calls, as a service makes them: each may have a producer of its own.
      await publish(bus.client(), topic, events.slice(0, 14))
      await publish(bus.client(), topic, events.slice(14))
      const partitions = await eventsOf(bus, topic)
      for (const customer of customers) {
        const found = partitions
          .map((list) => list.filter((event) => event.customer === customer))
          .filter((list) => list.length > 0)
        const texts = found.map((list) => list.map(({ text }) => text).join(', '))
        if (texts.join(' | ') !== 'of another service, event 1, event 2, event 3')
          return `the partitions have of ${customer}: ${texts.join(' | ')}`
      }
      return undefined
    },

    'throws when the events cannot be written': async (publish, bus) => {
      const events = [{ customer: 'alice', text: 'paid' }]
      const answer = await publish(bus.client(soon), missingTopic(bus), events).then(
        () => 'it returns',
        ({ message }: Error) => message,
      )
      return /topic-partition/i.test(answer)
        ? undefined
        : `the topic is not there, and the error of the client does not come: ${answer}`
    },

    'writes each event once when an acknowledgement is lost': async (publish, bus) => {
      const topic = await newTopic(bus, 'lossy', 3)
      await using network = await losesOneReply(bus, 'paid by alice')
      const failure = await publish(network.kafka, topic, [
        { customer: 'alice', text: 'paid by alice' },
      ]).catch((error: Error) => error.message)
      const count = await countOf(bus, topic)
      return failure === undefined && count === 1
        ? undefined
        : `it ${failure === undefined ? 'returns' : `throws "${failure}"`}, and the topic has ${count} events`
    },

    'leaves no connection open, also when it throws': async (publish, bus) => {
      for (const topic of [await newTopic(bus, 'closed', 3), missingTopic(bus)]) {
        const { client, open } = counted(bus)
        const isRefused = await publish(client, topic, [{ customer: 'alice', text: 'paid' }]).then(
          () => false,
          () => true,
        )
        if (open() > 0)
          return isRefused
            ? 'it throws, and a producer is connected'
            : 'a producer is connected afterwards'
      }
      return undefined
    },
  },
})

async function writeAsAnotherService(bus: Kafka, topic: string): Promise<void> {
  const producer = bus.client().producer()
  await producer.connect()
  const text = 'of another service'
  await producer.send({
    topic,
    messages: customers.map((customer) => ({
      key: customer,
      value: JSON.stringify({ customer, text }),
    })),
  })
  await producer.disconnect()
}

async function eventsOf(bus: Kafka, topic: string): Promise<Event[][]> {
  const partitions = await readPartitions(bus, topic, await countOf(bus, topic))
  return partitions.map((list) => list.map(({ value }) => JSON.parse(String(value)) as Event))
}

async function countOf(bus: Kafka, topic: string): Promise<number> {
  const admin = bus.client().admin()
  await admin.connect()
  const partitions = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  return partitions.reduce((sum, { high }) => sum + Number(high), 0)
}

/** Brokers of the lab create no topic by themselves. */
function missingTopic(bus: Kafka): string {
  return bus.groupId('missing')
}

/** A client whose connected producers are counted. */
function counted(bus: Kafka): { client: KafkaClient; open: () => number } {
  const client = bus.client(soon)
  const producer = client.producer.bind(client)
  let open = 0
  client.producer = (options) => {
    const made = producer(options)
    made.on('producer.connect', () => open++)
    made.on('producer.disconnect', () => open--)
    return made
  }
  return { client, open: () => open }
}
