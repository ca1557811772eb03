// Fails: loses no transfer: the balances are what those that were done make of them
// Reads without a lock, and writes sums over what others have written since.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select id, balance from accounts where id in ($1, $2)', [
      from,
      to,
    ])
    const after = new Map<number, number>(rows.map(({ id, balance }) => [id, balance]))
    if (after.get(from)! < amount) return 'not enough money'
    after.set(from, after.get(from)! - amount)
    after.set(to, after.get(to)! + amount)
    for (const id of [Math.min(from, to), Math.max(from, to)]) {
      await client.query('update accounts set balance = $2 where id = $1', [id, after.get(id)])
    }
    return 'done'
  })
}
