// Fails: charges a payment that another worker has begun, and rolls back
// Waits for 200 ms, and then takes a payment that another worker has begun for one that is charged.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

export async function charge(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`set local lock_timeout = '200ms'`)
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
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return 'seen before'
    throw error
  }
}
