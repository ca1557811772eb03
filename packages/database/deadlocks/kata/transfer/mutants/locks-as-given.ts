// Fails: completes two transfers in opposite directions, in every order
// Each takes the account that it debits first, and waits for the other one: 40P01.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update accounts set balance = balance - $2 where id = $1 and balance >= $2',
      [from, amount],
    )
    if (rowCount === 0) return 'not enough money'
    await client.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
    return 'done'
  })
}
