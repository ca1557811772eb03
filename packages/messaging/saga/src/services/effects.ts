import type { ClientBase } from 'pg'

export type CommandName = 'reserve' | 'charge' | 'ship' | 'release' | 'refund' | 'recall'

/** Whose database a command works in. */
export const ownerOf = {
  reserve: 'inventory',
  release: 'inventory',
  charge: 'payment',
  refund: 'payment',
  ship: 'shipping',
  recall: 'shipping',
} as const

/** Returns whether it happened, or refuses. */
export type Effect = (client: Pick<ClientBase, 'query'>, orderId: string) => Promise<boolean>

export type Effects = Record<CommandName, Effect>

/** What the services do. Each order is one lamp for 30. */
export const effects: Effects = {
  async reserve(client, orderId) {
    const { rowCount } = await client.query(
      `with taken as (update items set remaining = remaining - 1 where id = 'lamp' and remaining > 0 returning id)
       insert into reservations (order_id, item_id) select $1, id from taken`,
      [orderId],
    )
    return rowCount === 1
  },
  async charge(client, orderId) {
    const { rowCount } = await client.query(
      `insert into charges (order_id, amount) select $1, 30 from cards where id = 'alice' and credit >= 30`,
      [orderId],
    )
    return rowCount === 1
  },
  async ship(client, orderId) {
    const { rowCount } = await client.query(
      'insert into shipments (order_id) select $1 from depots where is_open',
      [orderId],
    )
    return rowCount === 1
  },
  // An undo takes back what it finds. It may find nothing.
  async release(client, orderId) {
    await client.query(
      `with gone as (delete from reservations where order_id = $1 returning item_id)
       update items set remaining = remaining + 1 from gone where id = gone.item_id`,
      [orderId],
    )
    return true
  },
  async refund(client, orderId) {
    await client.query(
      `insert into charges (order_id, amount)
       select order_id, -sum(amount) from charges where order_id = $1 group by order_id having sum(amount) > 0`,
      [orderId],
    )
    return true
  },
  async recall(client, orderId) {
    await client.query('delete from shipments where order_id = $1', [orderId])
    return true
  },
}
