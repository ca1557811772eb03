import { defineFacts } from '@lab/kata'
import { openDatabase, redeemsCouponOnce } from '../../src/index.ts'
import type { Database, Redeem } from '../../src/index.ts'

export const facts = defineFacts<Redeem, Database>({
  answer: 'redeem',
  open: openDatabase,
  facts: {
    'redeems a coupon once, in every order of two customers': (redeem, db) =>
      redeemsCouponOnce(db, redeem),

    'leaves other coupons free': async (redeem, { plain }) => {
      await issue(plain, `('SPRING'), ('SUMMER')`)
      await redeem(plain, 'SPRING', 'alice')
      const { rows } = await plain.query(`select from coupons where redeemed_by is null`)
      return rows.length === 1 ? undefined : `2 coupons, 1 redeemed, ${rows.length} left`
    },

    'answers used for a code that does not exist': async (redeem, { plain }) => {
      await issue(plain, `('SPRING')`)
      const answer = await redeem(plain, 'WINTER', 'alice')
      return answer === 'used' ? undefined : `there is no WINTER, and it answers "${answer}"`
    },
  },
})

function issue(plain: Database['plain'], codes: string): Promise<unknown> {
  return plain.query(`delete from coupons; insert into coupons (code) values ${codes}`)
}
