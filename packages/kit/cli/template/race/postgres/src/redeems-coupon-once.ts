import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from './open-database.ts'

export type Answer = 'redeemed' | 'used'

/** One way to redeem a coupon, as one customer runs it. */
export type Redeem = (pool: Pool, code: string, customer: string) => Promise<Answer>

const customers = ['alice', 'bob']

/**
 * The contract of every way: of two customers who redeem one coupon at the same time, one hears
 * `redeemed` and is written into it, and the other one hears `used`.
 */
export function redeemsCouponOnce({ pool, plain }: Database, redeem: Redeem): Race {
  return conduct({
    setup: () => plain.query(`delete from coupons; insert into coupons (code) values ('SPRING')`),
    actors: Object.fromEntries(
      customers.map((customer) => [customer, () => redeem(pool, 'SPRING', customer)]),
    ),
    invariant: async (endings) => {
      const failed = customers.find((customer) => endings[customer]?.kind !== 'finished')
      if (failed !== undefined) return `${failed} got no answer (${endingText(endings[failed])})`
      const winners = customers.filter((customer) => answerOf(endings[customer]) === 'redeemed')
      if (winners.length !== 1) return `1 coupon, redeemed ${winners.length} times`
      const { rows } = await plain.query('select redeemed_by from coupons')
      const [{ redeemed_by }] = rows
      return redeemed_by === winners[0]
        ? undefined
        : `${winners[0]} hears "redeemed", and the coupon belongs to ${redeemed_by}`
    },
  })
}
