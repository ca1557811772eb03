// Stores the ids of a whole batch and charges the new payments in it, in one statement.
// Costs one round trip for a batch of any size. A batch succeeds or fails as a whole.
import type { Pool } from 'pg'
import type { Payment } from '../payment/payment.ts'

export async function batchInbox(pool: Pool, payments: readonly Payment[]): Promise<number> {
  // BLOCKS: behind another delivery of one of the payments, until its statement ends.
  // The ids are sorted, so that two batches cannot deadlock.
  const { rows } = await pool.query<{ fresh: number }>(
    `with payment as (
       select distinct on (id) * from unnest($1::text[], $2::text[], $3::int[])
         as payment (id, account, amount) order by id
     ), fresh as (
       insert into inbox (message_id) select id from payment
       on conflict do nothing returning message_id as id
     ), due as (
       select account, sum(amount) as amount from payment join fresh using (id) group by account
     ), charged as (
       update accounts set balance = balance - due.amount from due where accounts.id = due.account
     )
     select count(*)::int as fresh from fresh`,
    [
      payments.map(({ id }) => id),
      payments.map(({ account }) => account),
      payments.map(({ amount }) => amount),
    ],
  )
  return rows[0]!.fresh
}
