import type { Pool, PoolClient } from 'pg'

export type IsolationLevel =
  | 'read uncommitted'
  | 'read committed'
  | 'repeatable read'
  | 'serializable'

// PostgreSQL answers such a commit with ROLLBACK, and with no error.
const refusedCommit =
  'Cannot commit: a statement of this transaction has failed, and its error was caught; let it through, or use a savepoint'

/**
 * Runs work in one transaction on one connection: commits when it returns, rolls back when it
 * throws.
 *
 * @param options.level The isolation level; by default the server's.
 * @throws {Error} If a statement has failed, and the work has returned all the same.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  options: { level?: IsolationLevel } = {},
): Promise<Result> {
  const client = await pool.connect()
  let lost = false
  try {
    await client.query(options.level ? `begin isolation level ${options.level}` : 'begin')
    const result = await work(client)
    const { command } = await client.query('commit')
    if (command === 'ROLLBACK') throw new Error(refusedCommit)
    return result
  } catch (error) {
    // A connection that cannot even roll back is given up; what is told is the first error.
    lost = isTimeout(error) || !(await rollsBack(client))
    throw error
  } finally {
    client.release(lost)
  }
}

/** The query is under way still: a rollback would wait behind it, on a server that may be silent. */
const isTimeout = (error: unknown) =>
  error instanceof Error && error.message === 'Query read timeout'

const rollsBack = (client: PoolClient): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  )
