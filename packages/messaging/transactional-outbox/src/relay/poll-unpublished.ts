// Asks for rows that are not marked as published, whatever their id, and marks them afterwards.
// BREAKS with two relays: both find the same rows, and publish each event twice.
import { publish } from './relay.ts'
import type { Relay } from './relay.ts'

export const pollUnpublished: Relay = async (shop) => {
  const { rows } = await shop.pool.query(
    'select id, order_id, type from outbox where published_at is null order by id',
  )
  await publish(shop, rows)
  await markPublished(shop, rows)
}

async function markPublished(
  { pool }: Parameters<Relay>[0],
  rows: readonly { id: number }[],
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await pool.query('update outbox set published_at = now() where id = any($1)', [ids])
}
