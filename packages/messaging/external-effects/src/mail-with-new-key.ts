// Sends the mail before the commit, with an Idempotency-Key that is made for each attempt.
// Breaks: the second attempt has another key, so the provider takes it for another mail.
import { randomUUID } from 'node:crypto'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { chargeOnce } from './charge-once.ts'
import type { Outcome, Payment } from './payment.ts'
import { sendMail } from './send-mail.ts'

export function mailWithNewKey(pool: Pool, payment: Payment, mailUrl: string): Promise<Outcome> {
  return inTransaction(pool, async (client) => {
    const outcome = await chargeOnce(client, payment)
    const idempotencyKey = randomUUID()
    if (outcome === 'charged') await sendMail(mailUrl, payment, { idempotencyKey })
    return outcome
  })
}
