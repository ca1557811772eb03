// Reads the balance, compares it and takes the money, all in one transaction.
// Breaks: another withdrawal commits after the read. Atomicity is not isolation, and the server does
// not know the rule.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Withdraw } from './overdraws-no-account.ts'

export const checkInApplication: Withdraw = (pool) =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query('select balance from accounts where id = 1')
    if (rows[0].balance < 80) return 'refused'
    // RACE: another withdrawal has read the same balance.
    await client.query('update accounts set balance = balance - 80 where id = 1')
    return 'paid'
  })
