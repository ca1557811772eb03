// Sends the mail once the payment is committed.
// Breaks: when the process dies in between, the next delivery is seen before, and nobody mails.
import type { Pool } from 'pg'
import { inboxInOneTransaction } from '../payment/inbox-in-one-transaction.ts'
import type { Answer, Payment } from '../payment/payment.ts'
import { sendMail } from './send-mail.ts'

export async function mailAfterCommit(
  pool: Pool,
  payment: Payment,
  mailUrl: string,
): Promise<Answer> {
  const answer = await inboxInOneTransaction(pool, payment)
  if (answer === 'charged') await sendMail(mailUrl, payment)
  return answer
}
