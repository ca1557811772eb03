// Fails: throws the error of a commit that fails, and runs work once
// Takes a commit that fails for one that was not done, and runs work a second time.
import type { Pool, PoolClient } from 'pg'

export async function withTransaction<Result>(
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  if ('release' in db) return asPart(db, work)
  let isWorkDone = false
  const once = async (client: PoolClient) => {
    const result = await work(client)
    isWorkDone = true
    return result
  }
  try {
    return await attempt(db, once)
  } catch (error) {
    if (!isWorkDone) throw error
    return attempt(db, work)
  }
}

async function attempt<Result>(
  db: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
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
    // Released as well: its name would hide that of the part around it.
    await client.query('rollback to savepoint part; release savepoint part').catch(() => {})
    throw error
  }
}
