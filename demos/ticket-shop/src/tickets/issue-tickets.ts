// Issues the tickets of an order, credits its organiser, and leaves the news in the outbox: all in
// one transaction with the note that this command was processed.
import { processOnce } from '@lab/idempotent-consumer'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Producer } from 'kafkajs'
import type { ClientBase } from 'pg'
import type { Shop } from '../open-shop.ts'
import { reached } from '../reached.ts'

type Queryable = Pick<ClientBase, 'query'>

export async function issueTickets(shop: Shop, producer: Producer, orderId: string): Promise<void> {
  const work = async (client: Queryable) => {
    await client.query(
      'insert into tickets (order_id, seat_id) select order_id, seat_id from order_seats where order_id = $1',
      [orderId],
    )
    await client.query(
      `insert into ledger (organiser_id, order_id, amount_cents)
       select organiser_id, orders.id, amount_cents from orders join events on events.id = event_id
       where orders.id = $1`,
      [orderId],
    )
    if (!shop.lacks('outbox')) {
      await client.query('insert into outbox (topic, key, value) values ($1, $2, $3)', [
        'events',
        orderId,
        ticketsIssued,
      ])
    }
  }
  const answer = shop.lacks('inbox')
    ? await inTransaction(shop.pool, work)
    : await processOnce(shop.pool, `issue ${orderId}`, work)
  if (shop.lacks('outbox') && answer !== 'seen before') {
    // RACE: a consumer that dies here sends no event, and takes the next delivery for one that it has seen.
    await reached('tickets committed, not told')
    const messages = [{ key: orderId, value: ticketsIssued }]
    await producer.send({ topic: shop.name('events'), messages })
  }
  await reached('tickets committed, offset not')
}

const ticketsIssued = JSON.stringify({ type: 'tickets issued' })
