// Fails: keeps what work answers or throws when the connection has died, and the next user gets another
// The cleaning of a dead connection throws, and the caller hears that in place of the answer.
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
    await giveBack(client)
  }
}

async function giveBack(client: PoolClient): Promise<void> {
  try {
    await client.query(clean)
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
