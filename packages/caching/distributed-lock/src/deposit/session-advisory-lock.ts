// PostgreSQL's own lock, held by a connection until it unlocks or ends. It has no TTL, so a slow
// worker keeps it. BREAKS: the connection is cut, PostgreSQL frees the lock, and the worker goes on
// to write through another connection.
import type { PoolClient } from 'pg'
import { lockOf, readThenWrite } from './deposit.ts'
import type { Deposit } from './deposit.ts'

export const sessionAdvisoryLock: Deposit = async (stores, id, amount) => {
  const client = await stores.pool.connect()
  // Without a listener the end of an idle connection ends the process. Many log it, and go on.
  let cut = false
  const onError = () => (cut = true)
  client.on('error', onError)
  try {
    if (!(await isTrue(client, 'pg_try_advisory_lock', id))) return 'busy'
    await readThenWrite(stores.pool, stores, id, amount)
    // Where the connection has gone, so has the lock.
    if (!cut) await isTrue(client, 'pg_advisory_unlock', id)
    return 'done'
  } finally {
    client.off('error', onError)
    client.release(cut)
  }
}

async function isTrue(client: PoolClient, lockFunction: string, id: number): Promise<boolean> {
  const { rows } = await client.query(`select ${lockFunction}(hashtext($1)) as yes`, [lockOf(id)])
  return rows[0].yes
}
