import type { KafkaMessage } from 'kafkajs'
import type { Pool } from 'pg'
import type { Payments } from '../open-payments.ts'
import { toPayment } from '../payment/payment.ts'
import type { Payment } from '../payment/payment.ts'
import { redeliver } from '../redeliver.ts'
import type { Redeliveries } from '../redeliver.ts'

/** A payment at its place in the log. */
export interface DeliveredPayment extends Payment {
  offset: string
}

/** Where a batch was read. */
export interface BatchSource {
  topic: string
  partition: number
}

/** One way to charge several payments that were delivered together. */
export type ChargeBatch = (
  pool: Pool,
  payments: readonly DeliveredPayment[],
  source: BatchSource,
) => Promise<unknown>

const payments: readonly Payment[] = [
  { id: 'payment-1', account: 'alice', amount: 10 },
  { id: 'payment-2', account: 'alice', amount: 5 },
]

const source: BatchSource = { topic: 'payments', partition: 0 }

/** The contract: two payments that are delivered as one batch are charged once. */
export function chargesEachBatchOnce(world: Payments, charge: ChargeBatch): Redeliveries {
  return redeliver(world, payments, inBatches(world, charge))
}

/** The first worker is given one payment at a time, the second one both as a batch. */
export function chargesEachOverlapOnce(world: Payments, charge: ChargeBatch): Redeliveries {
  const oneByOne = () =>
    world.group.drain((message) => charge(world.pool, [toDeliveredPayment(message)], source))
  return redeliver(world, payments, oneByOne, inBatches(world, charge))
}

/** The producer sent one payment twice: it is in the log at two offsets. */
export function chargesARepeatedPaymentOnce(world: Payments, charge: ChargeBatch): Redeliveries {
  return redeliver(world, [payments[0]!, payments[0]!], inBatches(world, charge))
}

export function toDeliveredPayment(message: KafkaMessage): DeliveredPayment {
  return { ...toPayment(message), offset: message.offset }
}

const inBatches = (world: Payments, charge: ChargeBatch) => () =>
  world.group.drainBatches((messages) =>
    charge(world.pool, messages.map(toDeliveredPayment), source),
  )
