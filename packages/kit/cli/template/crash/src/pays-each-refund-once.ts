import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { openBank } from './bank.ts'
import type { Bank } from './bank.ts'
import { openNotes } from './notes.ts'
import type { Notes } from './notes.ts'
import type { World } from './open-world.ts'

export interface Delivery {
  /** Given by the shop that refunds: the same in every delivery. */
  refund: string
  customer: string
  /** Where the record lies in the log. */
  offset: string
}

/** One way to handle a delivery. When it returns, the offset is committed. */
export type Pay = (delivery: Delivery, bank: Bank, notes: Notes) => Promise<void>

/**
 * The contract of every way: whenever the consumer dies, and it starts again from the committed
 * offset, each refund is paid once.
 *
 * @param sent The refunds as the producer has sent them, all of one customer.
 */
export function paysEachRefundOnce(
  { group }: World,
  pay: Pay,
  sent: readonly string[] = ['refund-1'],
): Race {
  let bank = openBank()
  let notes = openNotes()
  const consume = () =>
    group.drain(({ key, value, offset }) =>
      pay({ refund: String(key), customer: String(value), offset }, bank, notes),
    )
  return conduct({
    async setup() {
      bank = openBank()
      notes = openNotes()
      await group.begin(sent.map((refund) => ({ key: refund, value: 'alice' })))
    },
    actors: { consumer: crashable(consume, { restart: consume }) },
    async invariant() {
      const refunds = [...new Set(sent)]
      const wrong = refunds.find((refund) => bank.paid.filter((one) => one === refund).length !== 1)
      if (wrong === undefined) return undefined
      const times = bank.paid.filter((refund) => refund === wrong).length
      return times === 0 ? `${wrong} is never paid` : `${wrong} is paid ${times} times`
    },
  })
}
