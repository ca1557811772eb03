// Fails: answers seen before only for a payment whose charge is committed
// Answers while the first worker still works. The offset is committed, and that worker may die.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

export function charge(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select pg_try_advisory_xact_lock(hashtext($1)) as mine', [
      id,
    ])
    if (!rows[0].mine) return 'seen before'
    const { rowCount } = await client.query(
      'insert into inbox (message_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 0) return 'seen before'
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    return 'charged'
  })
}
