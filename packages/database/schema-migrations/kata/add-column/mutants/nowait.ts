// Fails: adds the column when the report ends while it waits
// A busy table is seldom free at one of three instants.
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
    await client.query('lock table customers in access exclusive mode nowait')
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
