// Takes note of a whole batch with one insert, which says what is new, and processes only that.
// Costs three statements for a batch of any size. A batch succeeds or fails as a whole.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Payment } from './payment.ts'

export function batchInbox(pool: Pool, payments: readonly Payment[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    // In the order of their ids, so that two batches do not wait for each other in a circle.
    const { rows } = await client.query<{ payment_id: string }>(
      `insert into inbox (payment_id)
       select distinct id from unnest($1::text[]) as id order by id
       on conflict do nothing returning payment_id`,
      [payments.map(({ id }) => id)],
    )
    const fresh = new Map(payments.map((payment) => [payment.id, payment]))
    const due = rows.map(({ payment_id }) => fresh.get(payment_id)!)
    await client.query(
      `update accounts set balance = balance - due.amount
       from (select account, sum(amount) as amount
             from unnest($1::text[], $2::int[]) as payment (account, amount)
             group by account order by account) as due
       where id = due.account`,
      [due.map(({ account }) => account), due.map(({ amount }) => amount)],
    )
    return due.length
  })
}
