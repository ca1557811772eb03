// Fails: lets pg go on with a statement that it has prepared by a name
// discard all removes prepared statements too, and pg does not hear of it.
import type { Pool, PoolClient } from 'pg'

export async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    const isClean = await client
      .query('rollback')
      .then(() => client.query('discard all'))
      .then(
        () => true,
        () => false,
      )
    client.release(!isClean)
  }
}
