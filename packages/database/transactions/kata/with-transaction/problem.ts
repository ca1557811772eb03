import type { Pool, PoolClient } from 'pg'

export async function withTransaction<Result>(
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = 'release' in db ? db : await db.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } finally {
    client.release()
  }
}
