// Stores the id of the payment in the transaction that charges it.
// Costs an insert for each payment. The second delivery finds the id, and charges nothing.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Payment } from '../payment.ts'

export async function inbox(pool: Pool, { id, account, amount }: Payment): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'insert into inbox (message_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 0) return
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
  })
}
