// Fails: gives each client back, however it ends
// work may throw before it gives a promise: neither then nor catch of it is called.
import type { Pool, PoolClient } from 'pg'

export async function withTransaction<Result>(
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  if ('release' in db) return asPart(db, work)
  const client = await db.connect()
  const rollback = async (error: unknown) => {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
  await client.query('begin').catch(rollback)
  return work(client)
    .then(async (result) => {
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error('Cannot commit: the work has caught an error')
      client.release()
      return result
    })
    .catch(rollback)
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
