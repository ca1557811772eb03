// Confirms what it has received, then works: as a library that confirms by itself does.
// BREAKS: a process that dies in between has confirmed what it has not done.
import { add, paidIn } from './consumer.ts'
import type { Handle } from './consumer.ts'

export const confirmFirst: Handle = async ({ pool, confirm }, transaction) => {
  await confirm(transaction.lsn)
  await pool.query(add, [paidIn(transaction)])
}
