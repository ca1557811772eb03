// Fails: keeps what work answers or throws when the connection has died, and the next user gets another
// On a dead connection the rollback throws, and its error takes the place of that of work.
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
    await client.query('rollback')
    throw error
  } finally {
    const isClean = await client.query(clean).then(
      () => true,
      () => false,
    )
    client.release(!isClean)
  }
}
