// Fails: sends with the same key when the payment comes again an hour later
// Puts the hour into the key. A worker that is started again later sends with another key.
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
    await send({
      key: `${id} ${new Date().toISOString().slice(0, 13)}`,
      to: account,
      text: `You paid ${amount}.`,
    })
    return 'charged'
  })
}
