// Fails: charges a payment once when two workers have it, in every order
// Reads the inbox first, and ignores whether its own insert was the first.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

type Send = (mail: { key?: string; to: string; text: string }) => Promise<void>

export function chargeAndMail(
  pool: Pool,
  { id, account, amount }: Payment,
  send: Send,
): Promise<'charged' | 'seen before'> {
  return inTransaction(pool, async (client) => {
    const seen = await client.query('select from inbox where message_id = $1', [id])
    if (seen.rowCount === 1) return 'seen before'
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await send({ key: id, to: account, text: `You paid ${amount}.` })
    await client.query('insert into inbox (message_id) values ($1) on conflict do nothing', [id])
    return 'charged'
  })
}
