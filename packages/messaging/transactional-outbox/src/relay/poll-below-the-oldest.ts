// By transaction, and only those that are older than every transaction still open: nothing smaller
// can commit any more. Costs delay: one long transaction anywhere in the server holds all back.
import { publish } from './relay.ts'
import type { Relay } from './relay.ts'

export const pollBelowTheOldest: Relay = async (shop) => {
  // Not by id alone: an id may be taken long before its transaction writes and gets its number.
  const { rows } = await shop.pool.query(
    `select id, order_id, type, transaction from outbox
     where (transaction, id) > (select last_transaction, last_id from relay_place)
       and transaction < pg_snapshot_xmin(pg_current_snapshot())
     order by transaction, id`,
  )
  if (rows.length === 0) return
  await publish(shop, rows)
  const { transaction, id } = rows.at(-1)
  await shop.pool.query('update relay_place set last_transaction = $1, last_id = $2', [
    transaction,
    id,
  ])
}
