// Inserts, and lets the primary key on the seat decide which buyer was first.
// Costs a constraint, which also holds for code that is written later.
import type { Pool } from 'pg'

export async function uniqueConstraint(pool: Pool, buyer: string): Promise<'held' | 'taken'> {
  // BLOCKS: behind an uncommitted insert of the same seat, until it is known whether it lasts.
  const { rowCount } = await pool.query(
    'insert into unique_holds (seat, buyer) values (1, $1) on conflict (seat) do nothing',
    [buyer],
  )
  return rowCount === 1 ? 'held' : 'taken'
}
