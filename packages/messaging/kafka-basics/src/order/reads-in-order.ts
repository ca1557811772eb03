import { setTimeout as delay } from 'node:timers/promises'
import type { Kafka } from '@lab/servers/kafka'
import type { Admin } from 'kafkajs'
import { newTopic } from '../new-topic.ts'
import { events, parseEvent } from './events.ts'
import type { Event, ToMessage } from './events.ts'
import { readPartitions } from './read-partitions.ts'
import { readings } from './readings.ts'

export interface Ordered {
  /** How many events each partition has. */
  partitions: number[]
  /** In how many orders the readers of the partitions may handle the events. */
  orders: number
  /** In how many of them a customer's events are handled in another order than they happened. */
  broken: number
  /** The first of those. */
  example: Event[] | undefined
}

export interface Topic {
  /** Default 3. */
  partitions?: number
  /** Adds a partition when each customer's first event is sent. */
  grows?: boolean
}

/** The contract: the events of each customer are handled in the order in which they happened. */
export async function readsInOrder(
  bus: Kafka,
  toMessage: ToMessage,
  { partitions = 3, grows = false }: Topic = {},
): Promise<Ordered> {
  const topic = await newTopic(bus, toMessage.name, partitions)
  const first = events.filter(({ number }) => grows && number === 1)
  await send(bus, topic, first, toMessage)
  if (grows) await addPartition(bus, topic, partitions + 1)
  await send(
    bus,
    topic,
    events.filter((event) => !first.includes(event)),
    toMessage,
  )
  const records = await readPartitions(bus, topic)
  const lists = records
    .map((list) => list.map(({ value }) => parseEvent(value)))
    // Which partition is the first is chance without a key.
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
  let orders = 0
  const wrong: Event[][] = []
  for (const reading of readings(lists)) {
    orders++
    if (!isInOrder(reading)) wrong.push(reading)
  }
  return {
    partitions: lists.map(({ length }) => length),
    orders,
    broken: wrong.length,
    example: wrong[0],
  }
}

/** When an event happened, from 0; a partition without one is behind all. */
function placeOf(event: Event | undefined): number {
  return event === undefined
    ? events.length
    : events.findIndex(
        ({ customer, number }) => customer === event.customer && number === event.number,
      )
}

/** A producer asks for the partitions of a topic when it connects, and every five minutes. */
async function send(bus: Kafka, topic: string, list: Event[], toMessage: ToMessage): Promise<void> {
  const producer = bus.client().producer()
  await producer.connect()
  for (const event of list) await producer.send({ topic, messages: [toMessage(event)] })
  await producer.disconnect()
}

async function addPartition(bus: Kafka, topic: string, count: number): Promise<void> {
  const admin = bus.client().admin()
  await admin.connect()
  await admin.createPartitions({ topicPartitions: [{ topic, count }] })
  // The controller makes it, and tells the broker a little later: what is sent before goes as before.
  while ((await partitionsOf(admin, topic)) < count) await delay(10)
  await admin.disconnect()
}

async function partitionsOf(admin: Admin, topic: string): Promise<number> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  return topics[0]!.partitions.length
}

function isInOrder(reading: Event[]): boolean {
  const last = new Map<string, number>()
  return reading.every(({ customer, number }) => {
    const inTurn = number > (last.get(customer) ?? 0)
    last.set(customer, number)
    return inTurn
  })
}
