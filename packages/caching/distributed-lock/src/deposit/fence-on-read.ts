// Each holder shows its token before it reads: from then on the account refuses all smaller ones.
// Costs a write for each read. The token makes it safe; the lock only saves work that is refused.
import type { Deposit } from './deposit.ts'
import { withToken } from './token-lock.ts'

export const fenceOnRead: Deposit = (stores, id, amount) =>
  withToken(stores, id, (token) => fencedDeposit(stores, id, { amount, token }))

export async function fencedDeposit(
  { pool, pause }: Parameters<Deposit>[0],
  id: number,
  { amount, token }: { amount: number; token: number },
): Promise<'done' | 'refused'> {
  const { rows } = await pool.query(
    'update accounts set fence = $2 where id = $1 and fence < $2 returning balance',
    [id, token],
  )
  if (rows.length === 0) return 'refused'
  await pause('before the write')
  const { rowCount } = await pool.query(
    'update accounts set balance = $2 where id = $1 and fence = $3',
    [id, rows[0].balance + amount, token],
  )
  await pause('before the release')
  return rowCount === 1 ? 'done' : 'refused'
}
