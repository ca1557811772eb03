// Catches the error of one payment and goes on with the next one.
// Breaks: after an error PostgreSQL refuses every statement of the transaction (25P02), and answers
// its commit with ROLLBACK, which is no error.
import type { PayAll, Told } from './reports-what-is-there.ts'

export const catchAndGoOn: PayAll = async (pool, accounts) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const told: Told[] = []
    for (const account of accounts) {
      try {
        await client.query('update checked_accounts set balance = balance - 5 where id = $1', [
          account,
        ])
        told.push('paid')
      } catch {
        told.push('refused')
      }
    }
    await client.query('commit')
    return told
  } finally {
    client.release()
  }
}
