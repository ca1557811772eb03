import type { ClientBase } from 'pg'

/**
 * Frees the seats of an order that is cancelled, and takes back what was issued for it: tickets, what
 * was credited, a mail that is not sent yet. What was charged is paid back elsewhere.
 */
export async function takeBack(client: Pick<ClientBase, 'query'>, orderId: string): Promise<void> {
  await client.query('delete from tickets where order_id = $1', [orderId])
  await client.query(
    `insert into ledger (organiser_id, order_id, amount_cents)
     select organiser_id, order_id, -sum(amount_cents) from ledger where order_id = $1
     group by organiser_id, order_id having sum(amount_cents) <> 0`,
    [orderId],
  )
  await client.query(
    `update mails set status = 'given up' where order_id = $1 and status in ('due', 'dead')`,
    [orderId],
  )
  await client.query('update seats set order_id = null where order_id = $1', [orderId])
}
