// Sends the mail before the commit, with the id of the payment as its Idempotency-Key.
// Costs a provider that keeps keys, and a connection that waits for it. At least once, seen as once.
import type { Pool } from 'pg'
import type { Answer, Payment } from '../payment/payment.ts'
import { processOnce } from '../process-once.ts'
import { sendMail } from './send-mail.ts'

export function mailWithKey(pool: Pool, payment: Payment, mailUrl: string): Promise<Answer> {
  const { id, account, amount } = payment
  return processOnce<'charged'>(pool, id, async (client) => {
    await client.query('update accounts set balance = balance - $2 where id = $1', [
      account,
      amount,
    ])
    await sendMail(mailUrl, payment, { idempotencyKey: id })
    return 'charged'
  })
}
