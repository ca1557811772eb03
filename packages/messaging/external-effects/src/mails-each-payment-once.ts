import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import { resetAccounts, totalCharged } from './accounts.ts'
import type { Payments } from './open-payments.ts'
import { toMessage, toPayment } from './payment.ts'
import type { Outcome, Payment } from './payment.ts'
import type { MailProvider } from './mail-provider.ts'

/** One way to charge a payment and mail its payer, for one delivery. */
export type ChargeAndMail = (pool: Pool, payment: Payment, mailUrl: string) => Promise<Outcome>

/** The contract: wherever the worker dies, the payment is charged once and mailed once. */
export function mailsEachPaymentOnce(
  { pool, plain, group }: Payments,
  mail: MailProvider,
  way: ChargeAndMail,
): Race {
  const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }
  const work = () => group.drain((message) => way(pool, toPayment(message), mail.url))
  return conduct({
    async setup() {
      mail.forget()
      await resetAccounts(plain)
      await group.begin([toMessage(payment)])
    },
    actors: { worker: crashable(work, { restart: work }) },
    async invariant() {
      const charged = await totalCharged(plain)
      const mails = mail.delivered.length
      return charged === 10 && mails === 1
        ? undefined
        : `10 due, ${charged} charged, ${mails} mails`
    },
  })
}
