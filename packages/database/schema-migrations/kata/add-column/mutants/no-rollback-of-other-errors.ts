// Fails: leaves no transaction and no connection behind when it throws
// The pool lends the failed transaction to the next caller.
import type { Pool } from 'pg'

export async function addColumn(
  pool: Pool,
  pause: () => Promise<void>,
): Promise<'added' | 'gave up'> {
  for (let left = 3; ; left--) {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`set local lock_timeout = '50ms'`)
      await client.query('alter table customers add column email text')
      await client.query('commit')
      return 'added'
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error
      await client.query('rollback')
    } finally {
      client.release()
    }
    if (left === 1) return 'gave up'
    await pause()
  }
}
