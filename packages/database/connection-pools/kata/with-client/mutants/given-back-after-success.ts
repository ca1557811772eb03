// Fails: gives the client back, also when work throws
// Cleans and gives back after the last line: work that throws jumps over it.
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
  const result = await work(client)
  const isClean = await client.query(clean).then(
    () => true,
    () => false,
  )
  client.release(!isClean)
  return result
}
