// Fails: uses a connection again, also one that work leaves in a transaction
// Destroys the client, so that nothing can be left on it: a connection for each call.
import type { Pool, PoolClient } from 'pg'

export async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release(true)
  }
}
