import { conduct, crashable, endingText } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { toDelivered, toMessage, toPayment } from './payment.ts'
import type { Charge, ChargeBatch, Payment } from './payment.ts'

const payments: readonly Payment[] = [
  { id: 'payment-1', account: 'alice', amount: 10 },
  { id: 'payment-2', account: 'alice', amount: 5 },
]

/** What may happen to a delivery whose offset is not committed. */
export interface Redeliveries {
  /** The partition goes to another worker while the first one still works. */
  rebalance: Race
  /** The worker dies, at any of its steps, and starts again. */
  crash: Race
}

/** The contract of the ways that take one payment: it is taken once, however often it is delivered. */
export function chargesEachPaymentOnce(world: Payments, charge: Charge): Redeliveries {
  const work = () => world.group.drain((message) => charge(world.pool, toPayment(message)))
  return redeliver(world, payments.slice(0, 1), work)
}

/** The same for the ways that take a batch: both payments come as one. */
export function chargesEachBatchOnce(world: Payments, charge: ChargeBatch): Redeliveries {
  return redeliver(world, payments, inBatches(world, charge))
}

/** The second delivery overlaps with the first in part: one takes each payment alone, one takes both. */
export function chargesEachOverlapOnce(world: Payments, charge: ChargeBatch): Redeliveries {
  const oneByOne = () =>
    world.group.drain((message) => charge(world.pool, [toDelivered(message)], source))
  return redeliver(world, payments, oneByOne, inBatches(world, charge))
}

/** The producer sent one payment twice: it is in the log at two offsets. */
export function chargesARepeatedPaymentOnce(world: Payments, charge: ChargeBatch): Redeliveries {
  return redeliver(world, [payments[0]!, payments[0]!], inBatches(world, charge))
}

const source = { topic: 'payments', partition: 0 }

const inBatches = (world: Payments, charge: ChargeBatch) => () =>
  world.group.drainBatches((messages) => charge(world.pool, messages.map(toDelivered), source))

function redeliver(
  { plain, group }: Payments,
  sent: readonly Payment[],
  work: () => Promise<unknown>,
  again = work,
): Redeliveries {
  const once = new Map(sent.map(({ id, amount }) => [id, amount]))
  const due = [...once.values()].reduce((total, amount) => total + amount, 0)
  const world = {
    async setup() {
      await resetAccounts(plain)
      await group.begin(sent.map(toMessage))
    },
    async invariant(endings: Endings) {
      const charged = await totalCharged(plain)
      if (charged !== due) return `${due} due, ${charged} charged`
      const failed = Object.keys(endings).find((name) => endings[name]!.kind === 'failed')
      return failed && `${failed} ${endingText(endings[failed])}`
    },
  }
  return {
    rebalance: conduct({ ...world, actors: { first: work, second: again } }),
    crash: conduct({ ...world, actors: { worker: crashable(work, { restart: again }) } }),
  }
}
