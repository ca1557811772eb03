// Charges, then asks for the tickets, and writes down nothing in between: what people write.
// Breaks: a crash after the charge, or a charge without an answer, leaves a buyer who has paid without a ticket.
import type { Means, Shop } from '../../src/shop.ts'
import { reached } from '../../src/reached.ts'
import { askForTickets } from '../../src/saga/ask-for-tickets.ts'
import { endOrder } from '../../src/saga/end-order.ts'

export async function hopeForTheBest(shop: Shop, means: Means, orderId: string): Promise<void> {
  const { rows } = await shop.pool.query(
    `with taken as (update sagas set next_at = 'infinity' where order_id = $1 returning order_id)
     select amount_cents, card from orders join taken on order_id = id`,
    [orderId],
  )
  const { amount_cents: amountCents, card } = rows[0]
  const outcome = await means.payments
    .charge({ orderId, amountCents, card })
    .catch(() => 'refused' as const)
  await reached('charged, not noted')
  if (outcome === 'refused') return endOrder(shop.pool, orderId, 'compensated')
  await askForTickets(shop, means.producer, orderId)
}
