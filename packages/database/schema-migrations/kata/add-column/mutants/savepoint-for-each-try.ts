// Fails: holds no transaction and no connection while it pauses
// One transaction for all tries is open for as long as all of them take.
import type { Pool } from 'pg'

export async function addColumn(
  pool: Pool,
  pause: () => Promise<void>,
): Promise<'added' | 'gave up'> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local lock_timeout = '50ms'`)
    for (let left = 3; ; left--) {
      await client.query('savepoint before')
      try {
        await client.query('alter table customers add column email text')
        await client.query('commit')
        return 'added'
      } catch (error) {
        await client.query('rollback to savepoint before')
        if ((error as { code?: string }).code !== '55P03') throw error
        if (left > 1) await pause()
        else break
      }
    }
    await client.query('rollback')
    return 'gave up'
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
