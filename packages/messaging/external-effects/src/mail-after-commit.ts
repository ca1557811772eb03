// Sends the mail after the payment is committed.
// Breaks: a crash in between loses the mail, because the next delivery finds the payment charged.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { chargeOnce } from './charge-once.ts'
import type { Outcome, Payment } from './payment.ts'
import { sendMail } from './send-mail.ts'

export async function mailAfterCommit(
  pool: Pool,
  payment: Payment,
  mailUrl: string,
): Promise<Outcome> {
  const outcome = await inTransaction(pool, (client) => chargeOnce(client, payment))
  if (outcome === 'charged') await sendMail(mailUrl, payment)
  return outcome
}
