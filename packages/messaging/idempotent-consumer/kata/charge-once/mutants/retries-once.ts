// Fails: charges two payments of one account, in every order
// Repeats a refused transaction once: with more payments of the account it is refused again.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

export async function charge(pool: Pool, payment: Payment): Promise<'charged' | 'seen before'> {
  try {
    return await chargeOnce(pool, payment)
  } catch (error) {
    if ((error as { code?: string }).code !== '40001') throw error
    return chargeOnce(pool, payment)
  }
}

function chargeOnce(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  return inTransaction(
    pool,
    async (client) => {
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
    },
    { level: 'repeatable read' },
  )
}
