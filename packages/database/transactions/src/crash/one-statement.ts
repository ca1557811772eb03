// Both rows in one statement, which is a transaction by itself. One round trip; the whole change must
// fit into one statement.
import type { Pool } from 'pg'

export async function oneStatement(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query(
    `update accounts set balance = balance + case id when $1 then -10 else 10 end
     where id in ($1, $2)`,
    [from, to],
  )
}
