// Issues the tickets of an order, credits its organiser, and leaves the news in the outbox: all in
// one transaction with the note that this command was processed.
import { processOnce } from '@lab/idempotent-consumer'
import type { ClientBase } from 'pg'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { reached } from '../reached.ts'
import { traceparent } from '../traces/spans.ts'
import type { Shop } from '../shop.ts'

type Queryable = Pick<ClientBase, 'query'>

export async function issueTickets(shop: Shop, orderId: string): Promise<void> {
  const answer = await processOnce(shop.pool, `issue ${orderId}`, async (client) => {
    await writeTickets(client, orderId)
    await leaveNews(client, orderId)
  })
  // It is asked again because the news was lost on its way, or the tickets: it is told again.
  if (answer === 'seen before') {
    await issue(shop.pool, orderId)
    await leaveNews(shop.pool, orderId)
  }
  await reached('tickets committed, offset not')
}

/**
 * Writes the tickets and the credit once.
 *
 * @throws {CannotProcessError} If no order of this id waits for tickets.
 * @throws {Error} If one waits, and there are none to give: it cannot go on.
 */
export async function writeTickets(client: Queryable, orderId: string): Promise<void> {
  if (await issue(client, orderId)) return
  const { rows } = await client.query<{ hasTickets: boolean; isPending: boolean | null }>(
    `select exists (select from tickets where order_id = $1) as "hasTickets",
       (select status = 'pending' from orders where id = $1) as "isPending"`,
    [orderId],
  )
  const { hasTickets, isPending } = rows[0]!
  // An inbox that was lost must not stop an order that has its tickets.
  if (hasTickets) return
  if (isPending) throw new Error('No seats are stored for this order')
  throw new CannotProcessError('No order of this id waits for tickets')
}

/** Says whether it has issued any. What is there already stays: each part may have been lost alone. */
async function issue(client: Queryable, orderId: string): Promise<boolean> {
  // BLOCKS: behind an end of this order, and holds one up: else an operator takes back too little.
  const { rowCount } = await client.query(
    `with issued as (
       insert into tickets (order_id, seat_id)
       select order_id, seat_id from order_seats join orders on orders.id = order_id
       where order_id = $1 and status = 'pending'
       and not exists (select from tickets where tickets.order_id = $1)
       for no key update of orders
       returning order_id
     ), credited as (
       insert into ledger (organiser_id, order_id, amount_cents)
       select organiser_id, orders.id, amount_cents from orders join events on events.id = event_id
       where orders.id in (select order_id from issued)
       and not exists (select from ledger where ledger.order_id = $1)
     )
     select from issued`,
    [orderId],
  )
  return rowCount !== 0
}

export async function leaveNews(client: Queryable, orderId: string): Promise<void> {
  await client.query(
    'insert into outbox (topic, key, value, traceparent) values ($1, $2, $3, $4)',
    ['events', orderId, ticketsIssued, traceparent()],
  )
}

export const ticketsIssued = JSON.stringify({ type: 'tickets issued' })
