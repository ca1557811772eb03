// Issues the tickets of an order, credits its organiser, and leaves the news in the outbox: all in
// one transaction with the note that this command was processed.
import { processOnce } from '@lab/idempotent-consumer'
import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase } from 'pg'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { reached } from '../reached.ts'
import { traceparent } from '../traces/spans.ts'
import type { Shop, Ways } from '../shop.ts'

type Queryable = Pick<ClientBase, 'query'>

export async function issueTickets(shop: Shop, orderId: string): Promise<void> {
  const answer = await processOnce(shop.pool, `issue ${orderId}`, async (client) => {
    await writeTickets(client, orderId, shop.ways)
    await leaveNews(client, orderId)
  })
  // It is asked again because the news was lost on its way, or the tickets: it is told again.
  if (answer === 'seen before') {
    await inTransaction(shop.pool, async (client) => {
      // BLOCKS: behind another delivery, so that the next statement sees what that one has issued.
      await client.query('select from orders where id = $1 for no key update', [orderId])
      await issue(client, orderId, shop.ways)
      await leaveNews(client, orderId)
    })
  }
  await reached('tickets committed, offset not')
}

/**
 * Writes the tickets and the credit once.
 *
 * @throws {CannotProcessError} If no order of this id waits for tickets.
 * @throws {Error} If one waits, and there are none to give: it cannot go on.
 */
export async function writeTickets(
  client: Queryable,
  orderId: string,
  ways: Pick<Ways, 'ticketsFor'>,
): Promise<void> {
  if (await issue(client, orderId, ways)) return
  const { rows } = await client.query<{ hasTickets: boolean; waits: boolean | null }>(
    `select exists (select from tickets where order_id = $1) as "hasTickets",
       (select ${waits} from orders where id = $1) as waits`,
    [orderId, ways.ticketsFor],
  )
  // An inbox that was lost must not stop an order that has its tickets.
  if (rows[0]!.hasTickets) return
  if (rows[0]!.waits) throw new Error('No seats are stored for this order')
  throw new CannotProcessError('No order of this id waits for tickets')
}

/** Of an order: a command that nobody should have sent may name one that is not charged. */
const waits = `(status = 'pending' and ($2 = 'pending' or exists (
  select from saga_log where saga_log.order_id = $1 and command = 'charge' and outcome = 'done')))`

/** Issues what is missing, and says whether it has issued any: each part may have been lost alone. */
async function issue(
  client: Queryable,
  orderId: string,
  { ticketsFor }: Pick<Ways, 'ticketsFor'>,
): Promise<boolean> {
  // BLOCKS: behind an end of this order, and holds one up: else an operator takes back too little.
  const { rowCount } = await client.query(
    `with waiting as (
       select orders.id, organiser_id, amount_cents from orders join events on events.id = event_id
       where orders.id = $1 and ${waits}
       for no key update of orders
     ), issued as (
       insert into tickets (order_id, seat_id)
       select waiting.id, seat_id from waiting join order_seats on order_id = waiting.id
       where not exists (select from tickets where tickets.order_id = waiting.id
                         and tickets.seat_id = order_seats.seat_id)
       returning order_id
     ), credited as (
       insert into ledger (organiser_id, order_id, amount_cents)
       select organiser_id, id, amount_cents from waiting
       where (select coalesce(sum(ledger.amount_cents), 0) from ledger where order_id = $1) = 0
     )
     select from issued`,
    [orderId, ticketsFor],
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
