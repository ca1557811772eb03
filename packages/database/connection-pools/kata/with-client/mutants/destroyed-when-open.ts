// Fails: uses a connection again, also one that work leaves in a transaction
// Destroys a client with an open transaction, which a rollback would have made usable again.
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
  } finally {
    const isClean =
      client.getTransactionStatus() === 'I' &&
      (await client.query(clean).then(
        () => true,
        () => false,
      ))
    client.release(!isClean)
  }
}
