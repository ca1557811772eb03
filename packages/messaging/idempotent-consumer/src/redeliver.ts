import { conduct, crashable, endingText } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { resetAccounts, totalCharged } from './accounts.ts'
import type { Payments } from './open-payments.ts'
import { toMessage } from './payment/payment.ts'
import type { Payment } from './payment/payment.ts'

/** The two ways in which a record is delivered again whose offset is not committed. */
export interface Redeliveries {
  /** The worker dies, at any of its steps, and starts again. */
  crash: Race
  /** The partition goes to a second worker while the first one still works. */
  rebalance: Race
}

/**
 * Delivers payments twice, in every order.
 *
 * @param work Reads what is not committed, and charges it.
 * @param again The same for the second delivery, when it differs.
 */
export function redeliver(
  { plain, group }: Payments,
  sent: readonly Payment[],
  work: () => Promise<unknown>,
  again = work,
): Redeliveries {
  const amounts = new Map(sent.map(({ id, amount }) => [id, amount]))
  const due = [...amounts.values()].reduce((total, amount) => total + amount, 0)
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
    crash: conduct({ ...world, actors: { worker: crashable(work, { restart: again }) } }),
    rebalance: conduct({ ...world, actors: { first: work, second: again } }),
  }
}
