import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    // One order of the ids for every transfer, so that no cycle of waits can form.
    const { rows } = await client.query(
      'select id, balance from accounts where id in ($1, $2) order by id for update',
      [from, to],
    )
    if (rows.find(({ id }) => id === from).balance < amount) return 'not enough money'
    await client.query('update accounts set balance = balance - $2 where id = $1', [from, amount])
    await client.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
    return 'done'
  })
}
