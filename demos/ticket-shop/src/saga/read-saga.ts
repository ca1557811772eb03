import type { Entry } from '@lab/saga'
import type { Pool } from 'pg'

/** What an orchestrator has to know of an order. */
export interface Saga {
  orderId: string
  amountCents: number
  card: string
  /** The hold of the seats is over. */
  isLate: boolean
  /** It has not ended. */
  goesOn: boolean
  /** One for each of its seats. */
  hasTickets: boolean
  /** What was answered so far. */
  log: Entry[]
}

/** Returns undefined when there is no such order. */
export async function readSaga(pool: Pool, orderId: string): Promise<Saga | undefined> {
  const { rows } = await pool.query<Saga>(
    `select id as "orderId", amount_cents as "amountCents", card, held_until < now() as "isLate",
       status = 'pending' and exists (select from sagas where order_id = id) as "goesOn",
       (select count(*) from tickets where order_id = orders.id)
         >= greatest(1, (select count(*) from order_seats where order_id = orders.id)) as "hasTickets",
       array(select jsonb_build_object('command', command, 'outcome', outcome)
             from saga_log where order_id = id order by place) as log
     from orders where id = $1`,
    [orderId],
  )
  return rows[0]
}
