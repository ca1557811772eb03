// One relay at a time: it takes an advisory lock, which ends with its transaction, and publishes in
// the order of ids. Others find the lock taken and do nothing.
// Costs throughput, as one relay publishes everything. An event comes twice when it dies before it
// has marked what it published.
import { inTransaction } from '@lab/servers/in-transaction'
import { publish } from './relay.ts'
import type { Relay } from './relay.ts'

/** Any number that the application uses for nothing else. */
const relayLock = 17

export const relayOneByOne: Relay = (shop) =>
  inTransaction(shop.pool, async (client) => {
    const lock = await client.query('select pg_try_advisory_xact_lock($1) as got', [relayLock])
    if (!lock.rows[0].got) return
    const { rows } = await client.query(
      'select id, order_id, type from outbox where published_at is null order by id',
    )
    await publish(shop, rows)
    const ids = rows.map(({ id }) => id)
    await client.query('update outbox set published_at = now() where id = any($1)', [ids])
  })
