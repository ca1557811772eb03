// Sends the mail before the commit, so that no payment is committed without its mail.
// Breaks: a crash in between rolls the payment back, and the next delivery sends a second mail.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { chargeOnce } from './charge-once.ts'
import type { Outcome, Payment } from './payment.ts'
import { sendMail } from './send-mail.ts'

export function mailInTransaction(pool: Pool, payment: Payment, mailUrl: string): Promise<Outcome> {
  return inTransaction(pool, async (client) => {
    const outcome = await chargeOnce(client, payment)
    if (outcome === 'charged') await sendMail(mailUrl, payment)
    return outcome
  })
}
