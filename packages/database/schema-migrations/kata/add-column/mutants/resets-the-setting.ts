// Fails: gives each connection of the pool back with the settings that it had
// The setting of the pool was another one, and a reset does not know it.
import type { Pool } from 'pg'

export async function addColumn(
  pool: Pool,
  pause: () => Promise<void>,
): Promise<'added' | 'gave up'> {
  for (let left = 3; ; left--) {
    const client = await pool.connect()
    try {
      await client.query(`set lock_timeout = '50ms'`)
      await client.query('alter table customers add column email text')
      return 'added'
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error
    } finally {
      await client.query('reset lock_timeout')
      client.release()
    }
    if (left === 1) return 'gave up'
    await pause()
  }
}
