import type { Shop } from '../shop.ts'

export interface DueOrder {
  orderId: string
  /** The trace of the request that has made it. */
  traceparent: string | null
}

/** How often a lease becomes twice as long. */
const mostDoublings = 4

/**
 * No other orchestrator gets these orders before the lease ends. Each time that an order is taken again
 * its lease is twice as long, up to 16 times: when consumers fall behind, every order that waits for
 * its tickets would send another command each time, and they would never catch up.
 *
 * @param canPay Else only those whose charge has its answer: the provider is left alone, and so is the
 *   database.
 */
export async function claimDue(
  shop: Pick<Shop, 'pool' | 'configuration'>,
  limit: number,
  canPay: boolean,
): Promise<DueOrder[]> {
  const { rows } = await shop.pool.query<DueOrder>(
    `with due as (
       select order_id from sagas where next_at <= now() and ($3 or exists (
         select from saga_log where saga_log.order_id = sagas.order_id and command = 'charge'))
       order by next_at limit $1
       for update skip locked
     )
     update sagas set taken = taken + 1,
       next_at = now() + make_interval(secs => $2 * 2 ^ least(taken, $4::int))
     from due where sagas.order_id = due.order_id
     returning sagas.order_id as "orderId",
       (select traceparent from orders where id = sagas.order_id)`,
    [limit, shop.configuration.LEASE_SECONDS, canPay, mostDoublings],
  )
  return rows
}
