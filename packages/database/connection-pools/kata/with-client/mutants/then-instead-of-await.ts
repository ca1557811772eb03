// Fails: gives the client back, also when work throws
// work may throw before it gives a promise: neither of the two functions is called then.
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
  const giveBack = () =>
    client.query(clean).then(
      () => client.release(),
      () => client.release(true),
    )
  return work(client).then(
    (result) => giveBack().then(() => result),
    (error) => giveBack().then(() => Promise.reject(error)),
  )
}
