// Locks the best free seats when reading them. After a wait the server goes on to the next ones,
// because it counts up to the limit what it has locked. Costs a queue: one buyer after the other.
import type { ClientBase } from 'pg'
import type { WantedSeats } from './gives-each-order-its-seats.ts'

export async function lockBestSeats(
  client: Pick<ClientBase, 'query'>,
  { eventId, orderId, quantity }: WantedSeats,
): Promise<number[]> {
  // BLOCKS: at the best seat, until the buyer who holds it commits or rolls back.
  const { rows } = await client.query(
    'select id from seats where event_id = $1 and order_id is null order by id limit $2 for update',
    [eventId, quantity],
  )
  if (rows.length < quantity) return []
  const ids = rows.map(({ id }) => id)
  await client.query('update seats set order_id = $1 where id = any($2)', [orderId, ids])
  return ids
}
