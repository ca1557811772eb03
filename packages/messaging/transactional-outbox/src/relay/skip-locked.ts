// Locks the row that it publishes, one at a time; another relay skips it and takes the next.
// BREAKS the order: two events of one order are published by two relays, the later one first.
import { inTransaction } from '@lab/servers/in-transaction'
import { publish } from './relay.ts'
import type { Relay } from './relay.ts'

export const skipLocked: Relay = (shop) =>
  inTransaction(shop.pool, async (client) => {
    const { rows } = await client.query(
      `select id, order_id, type from outbox where published_at is null
       order by id limit 1 for update skip locked`,
    )
    await publish(shop, rows)
    for (const { id } of rows) {
      await client.query('update outbox set published_at = now() where id = $1', [id])
    }
  })
