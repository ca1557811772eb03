import type { Pool } from 'pg'

export async function addColumn(
  pool: Pool,
  _pause: () => Promise<void>,
): Promise<'added' | 'gave up'> {
  await pool.query('alter table customers add column email text')
  return 'added'
}
