// Keeps the number of its transaction, and asks the server what became of it: pg_xact_status.
// Breaks: after a crash the server gives numbers again that are not in its log. The status may be that
// of another client's transaction.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Move } from './moves-once.ts'

export const askForTheStatus: Move = async (pool, order, isBack) => {
  let transaction: string | undefined
  const attempt = () =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query('select pg_current_xact_id() as id')
      transaction = rows[0].id
      await client.query('update accounts set balance = balance - 10 where id = $1', [order.from])
      await client.query('update accounts set balance = balance + 10 where id = $1', [order.to])
    })
  try {
    await attempt()
  } catch {
    await isBack()
    if ((await statusOf(pool, transaction)) !== 'committed') await attempt()
  }
}

async function statusOf(pool: Pool, transaction: string | undefined): Promise<string> {
  for (;;) {
    const { rows } = await pool.query('select pg_xact_status($1::xid8) as status', [transaction])
    // The server may not have noticed yet that the connection is gone.
    if (rows[0].status !== 'in progress') return rows[0].status
  }
}
