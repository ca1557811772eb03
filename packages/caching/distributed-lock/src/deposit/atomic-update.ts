// No lock: one statement reads, computes and writes, and the row's own lock orders two of them.
// Costs nothing. It needs a change that SQL can say.
import type { Deposit } from './deposit.ts'

export const atomicUpdate: Deposit = async ({ pool, pause }, id, amount) => {
  await pause('before the write')
  await pool.query('update accounts set balance = balance + $2 where id = $1', [id, amount])
  await pause('before the release')
  return 'done'
}
