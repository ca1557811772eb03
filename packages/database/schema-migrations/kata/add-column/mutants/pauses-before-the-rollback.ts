// Fails: holds no transaction and no connection while it pauses
// The error has ended nothing by itself: the transaction is open until the rollback.
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
      const isBusy = (error as { code?: string }).code === '55P03'
      if (isBusy && left > 1) await pause()
      await client.query('rollback')
      if (!isBusy) throw error
      if (left === 1) return 'gave up'
    } finally {
      client.release()
    }
  }
}
