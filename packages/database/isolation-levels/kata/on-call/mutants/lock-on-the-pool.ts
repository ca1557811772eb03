// Fails: keeps one doctor on call, in every order of two doctors who leave
// Begins on the pool, which may give another connection to each statement: the locks are gone at once.
import type { Pool } from 'pg'

export async function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  await pool.query('begin')
  const { rowCount } = await pool.query('select from on_call order by doctor for update')
  if (rowCount === 1) {
    await pool.query('rollback')
    return 'stays'
  }
  await pool.query('delete from on_call where doctor = $1', [doctor])
  await pool.query('commit')
  return 'left'
}
