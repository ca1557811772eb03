import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface ParkedOrder {
  id: string
  command: string
  outcome: string
}

/** What an operator sees: the orders that stopped, and what could not be undone. */
export async function parkedOrders(orders: Pool): Promise<ParkedOrder[]> {
  const { rows } = await orders.query(`
    select id, command, outcome from orders join saga_log on order_id = id
    where status = 'parked' and outcome = 'failed' order by id, place`)
  return rows
}

/** What the operator does when the cause is gone: the order goes on from where it stopped. */
export async function takeUp(orders: Pool, orderId: string): Promise<void> {
  await inTransaction(orders, async (client) => {
    await client.query(`delete from saga_log where order_id = $1 and outcome = 'failed'`, [orderId])
    await client.query(`update orders set status = 'pending' where id = $1`, [orderId])
  })
}
