import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { toPayment } from '../payment/payment.ts'
import type { Charge } from '../payment/payment.ts'
import { commitOffset, readOneAndLeave } from './read-one-and-leave.ts'
import { sendOnePayment } from './send-one-payment.ts'

export interface Redelivered {
  deliveries: number
  /** What was taken from the account, where 10 is due. */
  charged: number
}

/**
 * A real group: its first member does the work and is gone before the commit; the second one gets
 * the record again.
 */
export async function chargesAfterALostMember(
  { bus, plain }: Payments,
  charge: Charge,
): Promise<Redelivered> {
  const topic = await bus.topic(charge.name)
  const place = { topic, groupId: bus.groupId(charge.name) }
  await resetAccounts(plain)
  await sendOnePayment(bus, topic)
  const kafka = bus.client()

  let deliveries = 0
  await readOneAndLeave(kafka, place, async (message) => {
    deliveries++
    await charge(plain, toPayment(message))
  })
  await readOneAndLeave(kafka, place, async (message, consumer) => {
    deliveries++
    await charge(plain, toPayment(message))
    await commitOffset(consumer, topic, message)
  })
  return { deliveries, charged: await totalCharged(plain) }
}
