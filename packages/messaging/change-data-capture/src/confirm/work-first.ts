// Works, then confirms. Loses nothing.
// BREAKS: a process that dies in between gets the transaction again, and counts it twice.
import { add, paidIn } from './consumer.ts'
import type { Handle } from './consumer.ts'

export const workFirst: Handle = async ({ pool, confirm }, transaction) => {
  await pool.query(add, [paidIn(transaction)])
  await confirm(transaction.lsn)
}
