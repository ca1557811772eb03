// Keeps the next offset of each partition in PostgreSQL, and moves it in one statement with the work.
// Costs one row for each partition, where an inbox has one for each payment.
// Knows a delivery, not a payment: what the producer sent twice has two offsets, and is taken twice.
import type { Pool } from 'pg'
import type { Delivered, Source } from './payment.ts'

export async function offsetInTransaction(
  pool: Pool,
  payments: readonly Delivered[],
  { topic, partition }: Source,
): Promise<void> {
  const last = payments.at(-1)
  if (last === undefined) return
  // BLOCKS: behind another delivery of the partition, until its statement ends.
  // `old` is what that one left: a batch that begins before it is new from there on.
  await pool.query(
    `with moved as (
       insert into progress (topic, partition, next_offset) values ($1, $2, $3::bigint + 1)
       on conflict (topic, partition) do update set next_offset = excluded.next_offset
       where progress.next_offset < excluded.next_offset
       returning coalesce(old.next_offset, 0) as first_new
     ), due as (
       select account, sum(amount) as amount
       from moved, unnest($4::bigint[], $5::text[], $6::int[]) as payment (place, account, amount)
       where place >= first_new group by account
     )
     update accounts set balance = balance - due.amount from due where accounts.id = due.account`,
    [
      topic,
      partition,
      last.offset,
      payments.map(({ offset }) => offset),
      payments.map(({ account }) => account),
      payments.map(({ amount }) => amount),
    ],
  )
}
