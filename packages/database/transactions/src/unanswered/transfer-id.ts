// Stores the id of the transfer in its transaction, under a unique key, and runs it again: the row is
// there if and only if the transfer is. Costs a row for each transfer, and an id from the client.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Move, Order } from './moves-once.ts'

export const transferId: Move = async (pool, order, isBack) => {
  try {
    await attempt(pool, order)
  } catch {
    await isBack()
    await attempt(pool, order)
  }
}

function attempt(pool: Pool, { id, from, to }: Order): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'insert into transfers (id, amount) values ($1, 10) on conflict (id) do nothing',
      [id],
    )
    if (rowCount === 0) return
    await client.query('update accounts set balance = balance - 10 where id = $1', [from])
    await client.query('update accounts set balance = balance + 10 where id = $1', [to])
  })
}
