// Fails: gives each client back, however it ends
// Takes the commit for something that cannot fail, and gives the client back behind it.
import type { Pool, PoolClient } from 'pg'

export async function withTransaction<Result>(
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  if ('release' in db) return asPart(db, work)
  const client = await db.connect()
  let result: Result
  try {
    await client.query('begin')
    result = await work(client)
  } catch (error) {
    let isLost = false
    await client.query('rollback').catch(() => (isLost = true))
    client.release(isLost)
    throw error
  }
  const { command } = await client.query('commit')
  client.release()
  if (command !== 'COMMIT') throw new Error('Cannot commit: the work has caught an error')
  return result
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
