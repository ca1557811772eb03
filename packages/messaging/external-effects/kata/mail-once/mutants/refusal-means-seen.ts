// Fails: charges and mails two payments of one account, in every order
// Takes 40001 for a duplicate. Another payment of the same account is refused as well, and is lost.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

type Send = (mail: { key?: string; to: string; text: string }) => Promise<void>

export async function chargeAndMail(
  pool: Pool,
  payment: Payment,
  send: Send,
): Promise<'charged' | 'seen before'> {
  try {
    return await chargeOnce(pool, payment, send)
  } catch (error) {
    if ((error as { code?: string }).code === '40001') return 'seen before'
    throw error
  }
}

function chargeOnce(
  pool: Pool,
  { id, account, amount }: Payment,
  send: Send,
): Promise<'charged' | 'seen before'> {
  return inTransaction(
    pool,
    async (client) => {
      const { rowCount } = await client.query(
        'insert into inbox (message_id) values ($1) on conflict do nothing',
        [id],
      )
      if (rowCount === 0) return 'seen before'
      await client.query('update accounts set balance = balance - $2 where id = $1', [
        account,
        amount,
      ])
      await send({ key: id, to: account, text: `You paid ${amount}.` })
      return 'charged'
    },
    { level: 'repeatable read' },
  )
}
