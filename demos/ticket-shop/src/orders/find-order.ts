import type { ClientBase } from 'pg'

export interface Order {
  id: string
  eventId: string
  quantity: number
  amountCents: number
  status: 'pending' | 'complete' | 'cancelled' | 'parked'
  heldUntil: Date
  seats: string[]
  tickets: { id: string; seat: string }[]
}

/** Returns undefined also for the order of another buyer: its existence is not told. */
export async function findOrder(
  db: Pick<ClientBase, 'query'>,
  buyerId: string,
  orderId: string,
): Promise<Order | undefined> {
  const { rows } = await db.query<Order>(
    `select id, event_id as "eventId", quantity, amount_cents as "amountCents", status,
       held_until as "heldUntil",
       array(select label from order_seats join seats on seats.id = seat_id
             where order_seats.order_id = orders.id order by seats.id) as seats,
       coalesce((select jsonb_agg(jsonb_build_object('id', tickets.id, 'seat', label) order by seats.id)
                 from tickets join seats on seats.id = seat_id
                 where tickets.order_id = orders.id), '[]') as tickets
     from orders where id = $2 and buyer_id = $1`,
    [buyerId, orderId],
  )
  return rows[0]
}
