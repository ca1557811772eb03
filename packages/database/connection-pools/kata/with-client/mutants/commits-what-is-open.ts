// Fails: ends a transaction that work leaves open, and nothing of it stays
// Ends an open transaction by commit: what work did not finish is kept.
import type { Pool, PoolClient } from 'pg'

const clean = `
  commit;
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
