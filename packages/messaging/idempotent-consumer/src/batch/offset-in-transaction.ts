// Stores the next offset of each partition in PostgreSQL, in the statement that charges.
// Costs one row for each partition, where an inbox has one for each payment.
// Breaks when the producer sends a payment twice: it has two offsets, and is charged twice.
import type { Pool } from 'pg'
import type { BatchSource, DeliveredPayment } from './charges-each-batch-once.ts'

export async function offsetInTransaction(
  pool: Pool,
  payments: readonly DeliveredPayment[],
  { topic, partition }: BatchSource,
): Promise<void> {
  const last = payments.at(-1)
  if (last === undefined) return
  // BLOCKS: behind another delivery of the partition, until its statement ends.
  // `old` is the offset that the last delivery left: payments before it are skipped.
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
