// The lock gives a token that only grows, and the write is refused when the account has seen a
// greater one. BREAKS: the next holder has read and not yet written, so its token was not yet seen.
import type { Deposit } from './deposit.ts'
import { withToken } from './token-lock.ts'

export const fenceOnWrite: Deposit = (stores, id, amount) =>
  withToken(stores, id, async (token) => {
    const { pool, pause } = stores
    const { rows } = await pool.query('select balance from accounts where id = $1', [id])
    await pause('before the write')
    const { rowCount } = await pool.query(
      'update accounts set balance = $2, fence = $3 where id = $1 and fence <= $3',
      [id, rows[0].balance + amount, token],
    )
    await pause('before the release')
    return rowCount === 1 ? 'done' : 'refused'
  })
