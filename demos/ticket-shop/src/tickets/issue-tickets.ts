// Issues the tickets of an order, credits its organiser, and leaves the news in the outbox: all in
// one transaction with the note that this command was processed.
import { processOnce } from '@lab/idempotent-consumer'
import type { ClientBase } from 'pg'
import { reached } from '../reached.ts'
import type { Shop } from '../shop.ts'

type Queryable = Pick<ClientBase, 'query'>

export async function issueTickets(shop: Shop, orderId: string): Promise<void> {
  await processOnce(shop.pool, `issue ${orderId}`, async (client) => {
    await writeTickets(client, orderId)
    await leaveNews(client, orderId)
  })
  await reached('tickets committed, offset not')
}

export async function writeTickets(client: Queryable, orderId: string): Promise<void> {
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
}

export async function leaveNews(client: Queryable, orderId: string): Promise<void> {
  await client.query('insert into outbox (topic, key, value) values ($1, $2, $3)', [
    'events',
    orderId,
    ticketsIssued,
  ])
}

export const ticketsIssued = JSON.stringify({ type: 'tickets issued' })
