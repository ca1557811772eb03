// Fails: does both of two transfers from an account that holds enough
// No transfer waits, so there is no deadlock; an account that is in use counts as empty.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      'select id, balance from accounts where id in ($1, $2) order by id for update skip locked',
      [from, to],
    )
    const held = rows.find(({ id }) => id === from)
    if (rows.length < 2 || held.balance < amount) return 'not enough money'
    await client.query('update accounts set balance = balance - $2 where id = $1', [from, amount])
    await client.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
    return 'done'
  })
}
