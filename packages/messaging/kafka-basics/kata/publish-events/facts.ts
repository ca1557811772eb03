import { randomUUID } from 'node:crypto'
import { defineFacts } from '@lab/kata'
import { kafka } from '@lab/servers/kafka'
import type { Kafka } from '@lab/servers/kafka'
import { loseOneReply } from '@lab/wire/lose-one-reply'
import type { Kafka as KafkaClient } from 'kafkajs'
import { newTopic } from '../../src/new-topic.ts'
import { readEvents } from './read-events.ts'

interface Event {
  customer: string
  text: string
}

type PublishEvents = (kafka: KafkaClient, topic: string, events: Event[]) => Promise<void>

const customers = ['alice', 'carol', '1', '01', 'ä', 'a b', 'O\'Brien, "Bob"', '__proto__', 'dave']

/** Neither sorted nor all different: two equal events are two. */
const texts = ['ordered', 'a cup added', 'a cup added', 'cancelled']

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
      const events = texts.flatMap((text) => customers.map((customer) => ({ customer, text })))
      // Two calls, as a service makes them: each may have a producer of its own.
      await publish(bus.client(), topic, events.slice(0, 14))
      await publish(bus.client(), topic, events.slice(14))
      const partitions = await eventsOf(bus, topic)
      for (const customer of customers) {
        const found = partitions
          .map((list) => list.filter((event) => event.customer === customer))
          .filter((list) => list.length > 0)
        const lists = found.map((list) => list.map(({ text }) => text).join(', ')).join(' | ')
        if (lists !== ['of another service', ...texts].join(', '))
          return `the partitions have of ${customer}: ${lists}`
      }
      return undefined
    },

    'throws when one of the events cannot be written': async (publish, bus) => {
      const topic = await topicOfSmallEvents(bus)
      const error = await publish(bus.client(), topic, oneTooLarge).then(
        () => undefined,
        (thrown: Error) => thrown,
      )
      if (error === undefined) return 'the broker refuses an event that is too large: it returns'
      return error.name.startsWith('KafkaJS') && /larger than the max/i.test(error.message)
        ? undefined
        : `the broker refuses an event that is too large, and the error of the client does not come: ${String(error)}`
    },

    'writes each event once, in order, when an acknowledgement is lost': async (publish, bus) => {
      const topic = await newTopic(bus, 'lossy', 3)
      await using network = await loseOneReply(bus, 'paid by alice')
      const sent = ['ordered', 'paid by alice', 'sent']
      const events = sent.map((text) => ({ customer: 'alice', text }))
      const failure = await publish(network.kafka, topic, events).catch(
        (error: Error) => error.message,
      )
      const lists = (await eventsOf(bus, topic)).map((list) => list.map(({ text }) => text))
      // Which partition they are in is another fact.
      const areInOrder = lists.every(
        (list) => list.join() === sent.filter((text) => list.includes(text)).join(),
      )
      const written = lists.flat()
      return failure === undefined && areInOrder && written.length === sent.length
        ? undefined
        : `it ${failure === undefined ? 'returns' : `throws "${failure}"`}, and the topic has of ${sent.join(', ')}: ${written.join(', ')}`
    },

    'leaves no connection open, also when it throws': async (publish, bus) => {
      const topic = await topicOfSmallEvents(bus)
      for (const events of [[{ customer: 'alice', text: 'paid' }], oneTooLarge]) {
        const { client, open } = counted(bus)
        const isRefused = await publish(client, topic, events).then(
          () => false,
          () => true,
        )
        if (open() > 0)
          return isRefused
            ? 'it throws, and a client is connected'
            : 'a client is connected afterwards'
      }
      return undefined
    },
  },
})

async function writeAsAnotherService(bus: Kafka, topic: string): Promise<void> {
  const producer = bus.client().producer({ idempotent: true, maxInFlightRequests: 1 })
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
  const partitions = await readEvents(bus, topic)
  return partitions.map((list) => list.map((value) => JSON.parse(value) as Event))
}

const oneTooLarge = [
  { customer: 'alice', text: 'paid' },
  { customer: 'carol', text: 'a long text '.repeat(200) },
  { customer: 'alice', text: 'sent' },
]

/** The broker refuses a large event by itself, and for good: the client does not try again. */
async function topicOfSmallEvents(bus: Kafka): Promise<string> {
  const topic = bus.groupId(`small-${randomUUID().slice(0, 8)}`)
  const admin = bus.client().admin()
  await admin.connect()
  const configEntries = [{ name: 'max.message.bytes', value: '1000' }]
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, numPartitions: 3, replicationFactor: 1, configEntries }],
  })
  await admin.disconnect()
  return topic
}

/** A client whose connected producers and admins are counted. */
function counted(bus: Kafka): { client: KafkaClient; open: () => number } {
  const client = bus.client()
  const producer = client.producer.bind(client)
  const admin = client.admin.bind(client)
  let open = 0
  client.producer = (options) => {
    const made = producer(options)
    made.on('producer.connect', () => open++)
    made.on('producer.disconnect', () => open--)
    return made
  }
  client.admin = (options) => {
    const made = admin(options)
    made.on('admin.connect', () => open++)
    made.on('admin.disconnect', () => open--)
    return made
  }
  return { client, open: () => open }
}
