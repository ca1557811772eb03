// Remembers the last id that it has published, and asks for greater ones.
// BREAKS: ids are given at the insert and seen at the commit. A row that commits late has a smaller
// id than one that is published already, and is never asked for.
import { publish } from './relay.ts'
import type { Relay } from './relay.ts'

export const pollById: Relay = async (shop) => {
  const { rows } = await shop.pool.query(
    `select id, order_id, type from outbox
     where id > (select last_id from relay_position) order by id`,
  )
  if (rows.length === 0) return
  await publish(shop, rows)
  await shop.pool.query('update relay_position set last_id = $1', [rows.at(-1).id])
}
