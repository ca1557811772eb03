// Gives the client back in a finally, and rolls back nothing.
// Breaks: the transaction stays open in the pool, and the next user commits it.
import type { RunInTransaction } from './leaves-nothing-of-a-failure.ts'

export const releaseAlone: RunInTransaction = async (pool, work) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } finally {
    // RACE: the next user gets this connection in the middle of the transaction.
    client.release()
  }
}
