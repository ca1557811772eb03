import { toPayment } from './payment.ts'
import type { Charge, Payment } from './payment.ts'
import type { Payments } from '../open-payments.ts'
import { redeliver } from '../redeliver.ts'
import type { Redeliveries } from '../redeliver.ts'

const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }

/** The contract: a payment is charged once, however often it is delivered. */
export function chargesEachPaymentOnce(world: Payments, charge: Charge): Redeliveries {
  const work = () => world.group.drain((message) => charge(world.pool, toPayment(message)))
  return redeliver(world, [payment], work)
}
