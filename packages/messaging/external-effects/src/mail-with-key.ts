// Sends the mail before the commit, with the id of the payment as its Idempotency-Key.
// Costs a provider that stores keys, and a transaction that stays open while the provider answers.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { chargeOnce } from './charge-once.ts'
import type { Outcome, Payment } from './payment.ts'
import { sendMail } from './send-mail.ts'

export function mailWithKey(pool: Pool, payment: Payment, mailUrl: string): Promise<Outcome> {
  return inTransaction(pool, async (client) => {
    const outcome = await chargeOnce(client, payment)
    if (outcome === 'charged') await sendMail(mailUrl, payment, { idempotencyKey: payment.id })
    return outcome
  })
}
