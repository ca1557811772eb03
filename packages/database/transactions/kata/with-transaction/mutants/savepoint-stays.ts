// Fails: undoes a part that fails alone, and throws its error, also in a part of a part
// Rolls back to the savepoint and leaves it: its name hides that of the part around it.
import type { Pool, PoolClient } from 'pg'

export async function withTransaction<Result>(
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  if ('release' in db) return asPart(db, work)
  const client = await db.connect()
  let isLost = false
  try {
    await client.query('begin')
    const result = await work(client)
    const { command } = await client.query('commit')
    // After an error PostgreSQL answers commit with ROLLBACK, which is no error.
    if (command !== 'COMMIT') throw new Error('Cannot commit: the work has caught an error')
    return result
  } catch (error) {
    // A connection that cannot even roll back is given up; what is told is the first error.
    await client.query('rollback').catch(() => (isLost = true))
    throw error
  } finally {
    client.release(isLost)
  }
}

async function asPart<Result>(
  client: PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  await client.query('savepoint part')
  try {
    const result = await work(client)
    await client.query('release savepoint part')
    return result
  } catch (error) {
    await client.query('rollback to savepoint part').catch(() => {})
    throw error
  }
}
