import type { Pool, PoolClient } from 'pg'
import type { Level } from './levels.ts'

/** Runs work in one transaction: commits when it returns, rolls back when it throws. */
export async function inTransaction<Result>(
  pool: Pool,
  level: Level,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query(`begin isolation level ${level}`)
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
