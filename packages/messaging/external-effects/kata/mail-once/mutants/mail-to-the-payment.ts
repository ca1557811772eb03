// Fails: charges and mails the payer of the payment, and nobody else
// Sends the mail to the id of the payment.
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
    await send({ key: id, to: id, text: `You paid ${amount}.` })
    return 'charged'
  })
}
