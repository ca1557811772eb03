// Fails: charges two payments of one account, in every order
// Takes 40001 for a duplicate. Another payment of the same account is refused as well, and is lost.
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
    const { code } = error as { code?: string }
    if (code === '23505' || code === '40001') return 'seen before'
    throw error
  }
}

function chargeOnce(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  return inTransaction(
    pool,
    async (client) => {
      const { rowCount } = await client.query('select from inbox where message_id = $1', [id])
      if (rowCount === 1) return 'seen before'
      await client.query('update accounts set balance = balance - $2 where id = $1', [
        account,
        amount,
      ])
      await client.query('insert into inbox (message_id) values ($1)', [id])
      return 'charged'
    },
    { level: 'serializable' },
  )
}
