// Fails: hands on no setting, role, lock, listener or temporary table
// Resets the settings. A lock, a listener, a role and a temporary table are no settings.
import type { Pool, PoolClient } from 'pg'

export async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    const isClean = await client.query('rollback; reset all').then(
      () => true,
      () => false,
    )
    client.release(!isClean)
  }
}
