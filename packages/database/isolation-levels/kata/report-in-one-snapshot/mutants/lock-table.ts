// Fails: lets neither the report nor the payment wait
// Locks the table: no payment can be written while the report reads.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function report(pool: Pool): Promise<{ balances: number; spent: number }> {
  return inTransaction(pool, async (client) => {
    await client.query('lock table accounts, expenses in share mode')
    const accounts = await client.query('select balance from accounts')
    const expenses = await client.query('select amount from expenses')
    return {
      balances: accounts.rows.reduce((sum, { balance }) => sum + balance, 0),
      spent: expenses.rows.reduce((sum, { amount }) => sum + amount, 0),
    }
  })
}
