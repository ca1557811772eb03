// Issues tickets for every delivery: what people write who commit the offset afterwards.
// Breaks: a consumer that dies in between gets the command again, and a seat has two tickets.
import { inTransaction } from '@lab/servers/in-transaction'
import { reached } from '../../src/reached.ts'
import type { Shop } from '../../src/shop.ts'
import { leaveNews } from '../../src/tickets/issue-tickets.ts'

export async function issueEachDelivery(shop: Shop, orderId: string): Promise<void> {
  await inTransaction(shop.pool, async (client) => {
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
    await leaveNews(client, orderId)
  })
  await reached('tickets committed, offset not')
}
