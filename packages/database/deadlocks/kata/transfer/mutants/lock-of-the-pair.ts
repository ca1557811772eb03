// Fails: overdraws no account, in every order of two transfers from it
// Locks the pair of accounts. Two transfers from one account to different others hold different locks.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1, $2)', [
      Math.min(from, to),
      Math.max(from, to),
    ])
    const { rows } = await client.query('select balance from accounts where id = $1', [from])
    if (rows[0].balance < amount) return 'not enough money'
    await client.query('update accounts set balance = balance - $2 where id = $1', [from, amount])
    await client.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
    return 'done'
  })
}
