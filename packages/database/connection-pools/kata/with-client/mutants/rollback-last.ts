// Fails: hands on no setting, role, lock, listener or temporary table
// Resets in the transaction that work has left open, and then rolls the resets back.
import type { Pool, PoolClient } from 'pg'

const clean = [
  'set session authorization default',
  'reset all',
  'unlisten *',
  'select pg_advisory_unlock_all()',
  'discard temp',
  'rollback',
]

export async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    await giveBack(client)
  }
}

async function giveBack(client: PoolClient): Promise<void> {
  try {
    for (const statement of clean) await client.query(statement)
    client.release()
  } catch {
    client.release(true)
  }
}
