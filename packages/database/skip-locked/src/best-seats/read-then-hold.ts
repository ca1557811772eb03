// Reads the best free seats, then writes the order into them.
// Breaks: two buyers read the same seats. The second writes over the first, and both have them.
import type { ClientBase } from 'pg'
import type { WantedSeats } from './gives-each-order-its-seats.ts'

export async function readThenHold(
  client: Pick<ClientBase, 'query'>,
  { eventId, orderId, quantity }: WantedSeats,
): Promise<number[]> {
  const { rows } = await client.query(
    'select id from seats where event_id = $1 and order_id is null order by id limit $2',
    [eventId, quantity],
  )
  if (rows.length < quantity) return []
  const ids = rows.map(({ id }) => id)
  // RACE: another buyer reads the same seats here.
  await client.query('update seats set order_id = $1 where id = any($2)', [orderId, ids])
  return ids
}
