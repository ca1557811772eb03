// Fails: completes two transfers in opposite directions, in every order
// The level keeps the money right, but the transfer must be run again after 40001.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query(
        'select id, balance from accounts where id in ($1, $2) order by id for update',
        [from, to],
      )
      if (rows.find(({ id }) => id === from).balance < amount) return 'not enough money'
      await client.query('update accounts set balance = balance - $2 where id = $1', [from, amount])
      await client.query('update accounts set balance = balance + $2 where id = $1', [to, amount])
      return 'done'
    },
    { level: 'serializable' },
  )
}
