// Fails: keeps one doctor on call, in every order of two doctors who leave
// One statement that checks and deletes. It reads before it waits, and two of them may run at once.
import type { Pool } from 'pg'

export async function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  const { rowCount } = await pool.query(
    'delete from on_call where doctor = $1 and exists (select from on_call where doctor <> $1)',
    [doctor],
  )
  return rowCount === 1 ? 'left' : 'stays'
}
