// Chooses the best free seats in a subquery, and locks those of them that are still free.
// Breaks: after the wait the chosen seats are taken, and nothing chooses others. "Sold out", with
// free seats. An `update ... where id in (select ... limit 2) and order_id is null` does the same.
import type { ClientBase } from 'pg'
import type { WantedSeats } from './gives-each-order-its-seats.ts'

export async function limitThenLock(
  client: Pick<ClientBase, 'query'>,
  { eventId, orderId, quantity }: WantedSeats,
): Promise<number[]> {
  // BLOCKS: at the first chosen seat, until the buyer who holds it commits or rolls back.
  const { rows } = await client.query(
    `select id from seats where order_id is null and id in (
       select id from seats where event_id = $1 and order_id is null order by id limit $2
     ) order by id for update`,
    [eventId, quantity],
  )
  if (rows.length < quantity) return []
  const ids = rows.map(({ id }) => id)
  await client.query('update seats set order_id = $1 where id = any($2)', [orderId, ids])
  return ids
}
