import { resetAccounts, totalCharged } from '../accounts.ts'
import { inboxInOneTransaction } from '../payment/inbox-in-one-transaction.ts'
import type { Payments } from '../open-payments.ts'
import { purgeInbox } from './purge-inbox.ts'

const dayMs = 86_400_000

/**
 * A payment is charged. After six days its group has lost its offsets and reads the topic from its
 * start. The topic keeps records for seven days.
 *
 * @returns What was taken from the account, where 10 is due.
 */
export async function chargesAfterAPause(
  { plain }: Payments,
  { keepDays }: { keepDays: number },
): Promise<number> {
  const payment = { id: 'payment-1', account: 'alice', amount: 10 }
  await resetAccounts(plain)
  await inboxInOneTransaction(plain, payment)
  const { rows: received } = await plain.query('select received_at from inbox')
  const now = new Date(received[0].received_at.getTime() + 6 * dayMs)
  await purgeInbox(plain, { now, keepDays })
  await inboxInOneTransaction(plain, payment)
  return totalCharged(plain)
}
