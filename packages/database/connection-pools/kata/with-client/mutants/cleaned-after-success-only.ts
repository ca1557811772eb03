// Fails: hands on no setting, role, lock, listener or temporary table
// Only rolls back when work throws: what it has set stays.
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
  let isClean = false
  try {
    const result = await work(client)
    isClean = await client.query(clean).then(
      () => true,
      () => false,
    )
    return result
  } catch (error) {
    isClean = await client.query('rollback').then(
      () => true,
      () => false,
    )
    throw error
  } finally {
    client.release(!isClean)
  }
}
