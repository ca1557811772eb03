// Fails: throws every other error at the first try
// That the column is there already will be so at the next try too.
import type { Pool } from 'pg'

export async function addColumn(
  pool: Pool,
  pause: () => Promise<void>,
): Promise<'added' | 'gave up'> {
  for (let left = 3; ; left--) {
    if (await isAdded(pool)) return 'added'
    if (left === 1) return 'gave up'
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
  } catch {
    await client.query('rollback')
    return false
  } finally {
    client.release()
  }
}
