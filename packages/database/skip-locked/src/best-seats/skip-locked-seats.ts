// Locks the best of the free seats that no other buyer has locked. No buyer waits.
// Costs some sales: a buyer who finds all seats locked is told "sold out", and a holder may roll back.
import type { ClientBase } from 'pg'
import type { WantedSeats } from './gives-each-order-its-seats.ts'

export async function skipLockedSeats(
  client: Pick<ClientBase, 'query'>,
  { eventId, orderId, quantity }: WantedSeats,
): Promise<number[]> {
  const { rows } = await client.query(
    `select id from seats where event_id = $1 and order_id is null
     order by id limit $2 for update skip locked`,
    [eventId, quantity],
  )
  if (rows.length < quantity) return []
  const ids = rows.map(({ id }) => id)
  await client.query('update seats set order_id = $1 where id = any($2)', [orderId, ids])
  return ids
}
