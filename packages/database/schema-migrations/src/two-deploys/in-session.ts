import type { Pool, PoolClient } from 'pg'

/** Runs a deploy on one session, as over a direct connection. */
export async function inSession(
  pool: Pool,
  deploy: (client: PoolClient) => Promise<string[]>,
): Promise<string[]> {
  const client = await pool.connect()
  try {
    return await deploy(client)
  } finally {
    client.release()
  }
}
