import type { Shop } from '../shop.ts'

/**
 * No other orchestrator gets these orders before the lease ends.
 *
 * @param canPay Else only those whose charge has its answer: the provider is left alone, and so is the
 *   database.
 */
export async function claimDue(
  shop: Pick<Shop, 'pool' | 'configuration'>,
  limit: number,
  canPay: boolean,
): Promise<string[]> {
  const { rows } = await shop.pool.query<{ order_id: string }>(
    `with due as (
       select order_id from sagas where next_at <= now() and ($3 or exists (
         select from saga_log where saga_log.order_id = sagas.order_id and command = 'charge'))
       order by next_at limit $1
       for update skip locked
     )
     update sagas set next_at = now() + make_interval(secs => $2)
     from due where sagas.order_id = due.order_id returning sagas.order_id`,
    [limit, shop.configuration.LEASE_SECONDS, canPay],
  )
  return rows.map(({ order_id }) => order_id)
}
