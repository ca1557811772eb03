// Fails: moves nothing when there is not enough
// Updates in the order of the ids; when the credit comes first, a refusal commits it.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    const changes: [id: number, change: number][] = [
      [from, -amount],
      [to, amount],
    ]
    for (const [id, change] of changes.toSorted(([one], [other]) => one - other)) {
      const { rowCount } = await client.query(
        'update accounts set balance = balance + $2 where id = $1 and balance + $2 >= 0',
        [id, change],
      )
      if (rowCount === 0) return 'not enough money'
    }
    return 'done'
  })
}
