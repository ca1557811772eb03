import type { Pool } from 'pg'
import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { payment, toPayment } from '../payment.ts'
import type { Charge, Payment } from '../payment.ts'
import { commitOffset, readOneAndLeave } from './read-one-and-leave.ts'
import { sendPayment } from './send-payment.ts'

/** One record that was given to a member of the group. */
export interface Delivery {
  /** Does the work in PostgreSQL. */
  charge: () => Promise<unknown>
  /** Tells Kafka that the record needs no further delivery. */
  commit: () => Promise<void>
}

/** How many of its two steps the first member takes before it dies. */
export type CrashPoint = 0 | 1 | 2

/** In which order a member does the work and commits the offset. */
export type CommitOrder = (delivery: Delivery) => Promise<void>

export interface Redelivered {
  /** How often the payment was delivered. */
  deliveries: number
  /** What was taken from the account, where 10 is due. */
  charged: number
}

export interface AfterACrash extends Redelivered {
  /** Each step of the two members, in order. */
  steps: { member: string; step: string }[]
}

/** Ends a member's work as its death would. */
class Died extends Error {}

/**
 * The contract: a payment of 10 is charged once. The first member of a real group dies after so many
 * of its two steps, and the second member goes on from the committed offset.
 */
export async function chargesAfterACrash(
  { bus, pool, openPlace }: Payments,
  order: CommitOrder,
  charge: Charge,
  diesAfter: CrashPoint = 1,
): Promise<AfterACrash> {
  const place = await openPlace(order.name)
  await resetAccounts(pool)
  await sendPayment(bus, place.topic, payment)
  const kafka = bus.client()

  const steps: AfterACrash['steps'] = []
  let deliveries = 0
  const join = (member: string, stepsToLive: number) =>
    readOneAndLeave(kafka, place, async (message, consumer) => {
      const delivered = toPayment(message)
      const did = (step: string) => steps.push({ member, step })
      did(`is given ${delivered.id}`)
      // A record behind the payment: the payment is not delivered again.
      if (delivered.id !== payment.id) return
      deliveries++
      const step = (take: () => Promise<string>) => async () => {
        if (stepsToLive === 0) throw new Died()
        stepsToLive--
        did(await take())
      }
      const commit = async () => {
        await commitOffset(consumer, place.topic, message)
        return 'commits the offset'
      }
      await order({
        charge: step(() => chargeAndSay(pool, charge, delivered)),
        commit: step(commit),
      }).catch((error: unknown) => {
        if (!(error instanceof Died)) throw error
      })
      if (stepsToLive === 0) did('dies')
    })
  await join('first', diesAfter)
  await sendPayment(bus, place.topic, { ...payment, id: 'payment-2' })
  await join('second', Infinity)
  return { deliveries, charged: await totalCharged(pool), steps }
}

async function chargeAndSay(pool: Pool, charge: Charge, delivered: Payment): Promise<string> {
  const before = await totalCharged(pool)
  await charge(pool, delivered)
  const taken = (await totalCharged(pool)) - before
  return taken === 0 ? 'knows the id, charges nothing' : `charges ${taken}`
}
