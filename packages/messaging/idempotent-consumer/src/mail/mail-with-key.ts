// Sends the mail before the commit, with the id of the payment as its Idempotency-Key.
// Costs a provider that keeps keys, and a connection that waits for it. At least once, seen as once.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer, Payment } from '../payment/payment.ts'
import { sendMail } from './send-mail.ts'

export function mailWithKey(pool: Pool, payment: Payment, mailUrl: string): Promise<Answer> {
  const { id, account, amount } = payment
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'insert into inbox (payment_id) values ($1) on conflict do nothing',
      [id],
    )
    if (rowCount === 0) return 'seen before'
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await sendMail(mailUrl, payment, { idempotencyKey: id })
    return 'charged'
  })
}
