// A transaction is a matter of one connection. Through the pool, its begin, its statements and its
// commit may go over different ones: a transaction stays open on one, and commits nothing on another.
import { chooseTenant, readAmounts } from './sees-its-tenant-only.ts'
import type { ReadInvoices } from './sees-its-tenant-only.ts'

export const transactionOnThePool: ReadInvoices = async (pool, tenant, askElsewhere) => {
  await pool.query('begin')
  if (tenant !== undefined) await chooseTenant(pool, tenant, 'transaction ends')
  // RACE: another request takes this connection, in the middle of the transaction.
  await askElsewhere()
  const amounts = await readAmounts(pool)
  await pool.query('commit')
  return amounts
}
