// Fails: ends a transaction that work leaves open, and nothing of it stays
// Rolls back in catch. Work that returns in the middle of a transaction leaves it open.
import type { Pool, PoolClient } from 'pg'

const clean = `
  close all;
  set session authorization default;
  reset all;
  unlisten *;
  select pg_advisory_unlock_all();
  discard plans;
  discard temp;
  discard sequences`

export async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    return await work(client)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    const isClean = await client.query(clean).then(
      () => true,
      () => false,
    )
    client.release(!isClean)
  }
}
