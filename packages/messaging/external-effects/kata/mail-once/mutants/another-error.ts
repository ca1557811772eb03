// Fails: charges no payment whose mail cannot be sent
// Throws an error of its own in the place of the one that says why the mail was not sent.
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
    const { rowCount } = await client.query(
      'insert into inbox (message_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 0) return 'seen before'
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await send({ key: id, to: account, text: `You paid ${amount}.` }).catch(() => {
      throw new Error('no mail')
    })
    return 'charged'
  })
}
