// Fails: says why there is no client
// connect stands inside try: when it fails, finally fails too and hides why.
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
  let client: PoolClient | undefined
  try {
    client = await pool.connect()
    return await work(client)
  } finally {
    const isClean = await client!.query(clean).then(
      () => true,
      () => false,
    )
    client!.release(!isClean)
  }
}
