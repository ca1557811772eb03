// Sends what transactions have left in the outbox; what it deletes is gone once Kafka has it.
// What Kafka would never take is set aside. A relay that dies in between sends again: every consumer
// must accept an event twice.
import { inTransaction } from '@lab/servers/in-transaction'
import type { EventProducer } from '../kafka/open-producer.ts'
import type { PoolClient } from 'pg'
import { setAside } from '../dead-letters/set-aside.ts'
import type { Shop } from '../shop.ts'
import { beginSending } from '../traces/message-spans.ts'
import { contextOf, failSpan } from '../traces/spans.ts'
import { reached } from '../reached.ts'

/** Together less than Kafka takes while a transaction may stand idle, however large they are. */
const mostEvents = 100
const topics = new Set(['commands', 'events'])
/** Half of what a broker takes as one batch, unless it is told otherwise. */
const mostBytes = 500_000

interface Event {
  id: string
  topic: string
  key: string
  value: string
  /** Of the transaction that has left it. */
  traceparent: string | null
}

/** Sends up to so many events of the outbox, the oldest first. */
export async function relayOnce(shop: Shop, producer: EventProducer): Promise<void> {
  // Most looks find nothing: a statement by itself costs less than a transaction.
  const { rowCount } = await shop.pool.query('select from outbox order by id limit 1')
  if (rowCount === 0) return
  await inTransaction(shop.pool, async (client) => {
    // Two relays never send the same event at once; events of different keys may overtake each other.
    const { rows } = await client.query<Event>(
      `delete from outbox where id = any(array(
         select id from outbox order by id limit $1 for update skip locked
       )) returning id, topic, key, value, traceparent`,
      [mostEvents],
    )
    const { refused = [], sendable = [] } = Object.groupBy(rows.toSorted(oldestFirst), (event) =>
      whyNot(event) === undefined ? 'sendable' : 'refused',
    )
    for (const event of refused) await giveUp(shop, client, event)
    for (const events of batchesOf(sendable)) await send(shop, producer, events)
    if (sendable.length > 0) await reached('events sent, not deleted')
  })
}

/** The ids are larger than numbers may be. */
const oldestFirst = (one: Event, other: Event) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1)

/** What Kafka would refuse again and again would hold up all that is behind it. */
function whyNot(event: Event): string | undefined {
  if (!topics.has(event.topic)) return 'The shop has no topic of this name'
  return bytesOf(event) > mostBytes ? 'It is larger than a message may be' : undefined
}

/** In each as many as a broker takes at once. */
function batchesOf(events: readonly Event[]): Event[][] {
  const batches: Event[][] = []
  let bytes = Infinity
  for (const event of events) {
    bytes += bytesOf(event)
    if (bytes > mostBytes) {
      batches.push([])
      bytes = bytesOf(event)
    }
    batches.at(-1)!.push(event)
  }
  return batches
}

const bytesOf = ({ key, value }: Event) => Buffer.byteLength(key) + Buffer.byteLength(value)

async function giveUp({ log }: Shop, client: PoolClient, event: Event): Promise<void> {
  const { id: offset, topic, key, value } = event
  const reason = whyNot(event)!
  const place = { consumer: 'relay', topic, partition: 0, offset }
  await setAside(client, { ...place, key, value, reason, tries: 1 })
  log.error({ ...place, reason }, 'an event is set aside')
}

async function send(shop: Shop, producer: EventProducer, events: readonly Event[]): Promise<void> {
  const messages = events.map(({ topic, key, value, traceparent }) => ({
    ...beginSending({ topic, name: shop.name(topic) }, contextOf(traceparent)),
    topic,
    key,
    value,
  }))
  const topicMessages = [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, some]) => ({
    topic: shop.name(topic),
    messages: some.map(({ key, value, headers }) => ({ key, value, headers })),
  }))
  try {
    await producer.sendBatch({ topicMessages })
  } catch (error) {
    for (const { span } of messages) failSpan(span, error)
    throw error
  } finally {
    for (const { span } of messages) span.end()
  }
}
