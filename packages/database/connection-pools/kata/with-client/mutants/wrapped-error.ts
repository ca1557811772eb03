// Fails: throws what work throws: the same value
// Wraps what work throws: the caller looks for its own error in vain.
import type { Pool, PoolClient } from 'pg'

const clean = `
  rollback;
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
    throw new Error('the work with a client of the pool failed', { cause: error })
  } finally {
    const isClean = await client.query(clean).then(
      () => true,
      () => false,
    )
    client.release(!isClean)
  }
}
