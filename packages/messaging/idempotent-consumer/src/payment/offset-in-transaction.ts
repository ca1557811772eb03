// Keeps the next offset of each partition in PostgreSQL, and moves it in one statement with the work.
// Costs one row for each partition, where an inbox has one for each payment.
// Knows a delivery, not a payment: what the producer sent twice has two offsets, and is taken twice.
import type { Pool } from 'pg'
import type { Delivered, Source } from './payment.ts'

export async function offsetInTransaction(
  pool: Pool,
  payments: readonly Delivered[],
  { topic, partition }: Source,
): Promise<number> {
  // BLOCKS: behind another delivery of the partition, until its statement ends.
  // `old` is what that one left. A batch that begins before it is new from there on.
  const { rows } = await pool.query<{ fresh: number }>(
    `with payment as (
       select * from unnest($3::bigint[], $4::text[], $5::int[])
         as payment (place, account, amount)
     ), moved as (
       insert into progress (topic, partition, next_offset)
       select $1, $2, max(place) + 1 from payment having count(*) > 0
       on conflict (topic, partition) do update set next_offset = excluded.next_offset
       where progress.next_offset < excluded.next_offset
       returning coalesce(old.next_offset, 0) as first_new
     ), fresh as (
       select account, amount from payment join moved on place >= first_new
     ), due as (
       select account, sum(amount) as amount from fresh group by account
     ), charged as (
       update accounts set balance = balance - due.amount from due where accounts.id = due.account
     )
     select count(*)::int as fresh from fresh`,
    [
      topic,
      partition,
      payments.map(({ offset }) => offset),
      payments.map(({ account }) => account),
      payments.map(({ amount }) => amount),
    ],
  )
  return rows[0]!.fresh
}
