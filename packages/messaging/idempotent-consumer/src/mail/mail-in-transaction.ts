// Sends the mail before the commit, so that a payment without a mail is never committed.
// Breaks the other way: when the process dies in between, the next delivery mails again.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer, Payment } from '../payment/payment.ts'
import { sendMail } from './send-mail.ts'

export function mailInTransaction(pool: Pool, payment: Payment, mailUrl: string): Promise<Answer> {
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
    await sendMail(mailUrl, payment)
    return 'charged'
  })
}
