// Rolls back before it gives the client back. A connection that cannot roll back is not given back:
// release(true) ends it. Costs a round trip for each failure.
import type { RunInTransaction } from './leaves-nothing-of-a-failure.ts'

export const rollBackThenRelease: RunInTransaction = async (pool, work) => {
  const client = await pool.connect()
  let isLost = false
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => (isLost = true))
    throw error
  } finally {
    client.release(isLost)
  }
}
