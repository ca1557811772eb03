// Fails: says stays to the last one, who is on the list all the time
// Takes itself off the list, looks, and puts itself back: meanwhile no doctor is on call.
import type { Pool } from 'pg'

export async function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(1)')
    await client.query('delete from on_call where doctor = $1', [doctor])
    const { rowCount } = await client.query('select from on_call')
    if (rowCount !== 0) return 'left'
    await client.query('insert into on_call values ($1)', [doctor])
    return 'stays'
  } finally {
    await client.query('select pg_advisory_unlock(1)')
    client.release()
  }
}
