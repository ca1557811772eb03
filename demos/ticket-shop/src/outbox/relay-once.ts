// Sends what transactions have left in the outbox, and deletes it once Kafka has it.
// A relay that dies in between sends again: every consumer must accept an event twice.
import { inTransaction } from '@lab/servers/in-transaction'
import type { EventProducer } from '../kafka/open-producer.ts'
import type { Shop } from '../shop.ts'
import { reached } from '../reached.ts'

const batch = 500

/** Sends up to so many events of the outbox, the oldest first. */
export function relayOnce(shop: Shop, producer: EventProducer): Promise<void> {
  return inTransaction(shop.pool, async (client) => {
    // Two relays never send the same event at once; events of different keys may overtake each other.
    const { rows } = await client.query<{ id: string; topic: string; key: string; value: string }>(
      'select id, topic, key, value from outbox order by id limit $1 for update skip locked',
      [batch],
    )
    if (rows.length === 0) return
    await producer.sendBatch({
      topicMessages: [...Map.groupBy(rows, ({ topic }) => topic)].map(([topic, events]) => ({
        topic: shop.name(topic),
        messages: events.map(({ key, value }) => ({ key, value })),
      })),
    })
    await reached('events sent, not deleted')
    await client.query('delete from outbox where id = any($1)', [rows.map(({ id }) => id)])
  })
}
