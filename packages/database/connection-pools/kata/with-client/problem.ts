import type { Pool, PoolClient } from 'pg'

export async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  const result = await work(client)
  client.release()
  return result
}
