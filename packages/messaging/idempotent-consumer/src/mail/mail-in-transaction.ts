// Sends the mail before the commit, so that a payment without a mail is never committed.
// Breaks the other way: when the process dies in between, the next delivery mails again.
import type { Pool } from 'pg'
import type { Answer, Payment } from '../payment/payment.ts'
import { processOnce } from '../process-once.ts'
import { sendMail } from './send-mail.ts'

export function mailInTransaction(pool: Pool, payment: Payment, mailUrl: string): Promise<Answer> {
  const { id, account, amount } = payment
  return processOnce<'charged'>(pool, id, async (client) => {
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await sendMail(mailUrl, payment)
    return 'charged'
  })
}
