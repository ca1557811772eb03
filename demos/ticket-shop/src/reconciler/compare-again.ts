// What is lost after the comparison would never be noticed. So the orders that have ended are looked
// through again and again, a part of them each time: a large shop takes longer, and costs no more.
import type { Shop } from '../shop.ts'

const atOnce = 5_000

/**
 * Has orders compared again whose tickets, credit or seats no longer agree with their end; not those of
 * which an operator knows.
 *
 * @param after Where the last look ended; undefined begins with the oldest.
 * @returns Where this one ended, or undefined when it has seen the newest.
 */
export async function compareAgain(
  { pool, log }: Pick<Shop, 'pool' | 'log'>,
  after: string | undefined,
  limit = atOnce,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string; isWrong: boolean }>(
    `with looked as (
       select id, reconciled_at is not null and parked_because is null as "isCompared",
         case status when 'complete' then quantity when 'cancelled' then 0 end as due,
         case status when 'complete' then amount_cents when 'cancelled' then 0 end as due_cents
       from orders where $1::uuid is null or id > $1 order by id limit $2
     )
     select id, true as "isWrong" from looked where "isCompared" and (
       due <> (select count(*) from tickets where order_id = looked.id)
       or due <> (select count(*) from seats where order_id = looked.id)
       or due_cents <> (select coalesce(sum(amount_cents), 0) from ledger where order_id = looked.id))
     union all
     (select id, false from looked order by id offset $2 - 1)`,
    [after, limit],
  )
  const wrong = rows.filter(({ isWrong }) => isWrong).map(({ id }) => id)
  for (const orderId of wrong) log.error({ orderId }, 'an order has lost something, compared again')
  if (wrong.length > 0) {
    await pool.query(
      `update orders set reconciled_at = null where id in (
         select id from orders where id = any($1) for no key update skip locked)`,
      [wrong],
    )
  }
  return rows.find(({ isWrong }) => !isWrong)?.id
}
