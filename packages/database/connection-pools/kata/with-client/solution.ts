import type { Pool, PoolClient } from 'pg'

// What `discard all` does, without `deallocate all`: pg goes on using what it has prepared by a name.
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
  } finally {
    const isClean = await client.query(clean).then(
      () => true,
      () => false,
    )
    client.release(!isClean)
  }
}
