// Stores the position of the log in the transaction of the work, and skips what is not beyond it.
// Then it confirms. Costs an update for each transaction, in the database of the work.
import { inTransaction } from '@lab/servers/in-transaction'
import { add, paidIn } from './consumer.ts'
import type { Handle } from './consumer.ts'

export const positionWithTheWork: Handle = async ({ pool, confirm }, transaction) => {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('update place set lsn = $1 where lsn < $1', [
      transaction.lsn,
    ])
    if (rowCount === 1) await client.query(add, [paidIn(transaction)])
  })
  await confirm(transaction.lsn)
}
