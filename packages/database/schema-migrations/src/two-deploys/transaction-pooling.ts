import type { ClientBase, Pool, PoolClient } from 'pg'

/**
 * A client as it is behind a transaction pooler, such as PgBouncer with `pool_mode = transaction`:
 * each transaction, and each statement outside of one, gets any session that is free.
 */
export function transactionPooling(sessions: Pool): Pick<ClientBase, 'query'> {
  let inTransaction: PoolClient | undefined
  const query = async (sql: string, values?: unknown[]) => {
    const session = inTransaction ?? (await sessions.connect())
    if (/^begin/i.test(sql)) inTransaction = session
    if (/^(commit|rollback)/i.test(sql)) inTransaction = undefined
    try {
      return await session.query(sql, values)
    } finally {
      if (inTransaction === undefined) session.release()
    }
  }
  return { query } as Pick<ClientBase, 'query'>
}
