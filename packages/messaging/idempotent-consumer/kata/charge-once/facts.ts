import { answerOf, conduct, crashable } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { resetAccounts, totalCharged } from '../../src/accounts.ts'
import { chargesEachPaymentOnce } from '../../src/index.ts'
import type { Charge, Payment } from '../../src/index.ts'
import { openPayments } from '../../src/open-payments.ts'
import type { Payments } from '../../src/open-payments.ts'

const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }

export const facts = defineFacts<Charge, Payments>({
  answer: 'charge',
  open: openPayments,
  facts: {
    'charges once when two workers get the same delivery, in every order': (charge, world) =>
      chargesEachPaymentOnce(world, charge).rebalance,

    'charges once, wherever the worker dies': (charge, world) =>
      chargesEachPaymentOnce(world, charge).crash,

    'answers seen before only for a payment whose charge is committed': (
      charge,
      { pool, plain },
    ) => ({
      race: conduct({
        setup: () => resetAccounts(plain),
        actors: {
          first: crashable(() => charge(pool, payment)),
          second: () => charge(pool, payment),
        },
        invariant: async ({ second }) => {
          if (answerOf(second) !== 'seen before') return undefined
          const next = await charge(plain, payment)
          return next === 'seen before'
            ? undefined
            : `the second call answers "seen before", so its offset is committed, and nothing was charged`
        },
      }),
      // One preemption is enough: the second call comes while the first one works, which then dies.
      explore: { preemptions: 1 },
    }),

    'charges two payments that differ only in their ids': async (charge, { pool, plain }) => {
      await resetAccounts(plain)
      await charge(pool, payment)
      await charge(pool, { ...payment, id: 'payment-2' })
      const charged = await totalCharged(plain)
      return charged === 20 ? undefined : `two payments of 10, ${charged} charged`
    },

    'answers what it did': async (charge, { pool, plain }) => {
      await resetAccounts(plain)
      const first = await charge(pool, payment)
      if (first !== 'charged') return `a payment is new, and it answers "${first}"`
      const again = await charge(pool, payment)
      return again === 'seen before'
        ? undefined
        : `a payment comes again, and it answers "${again}"`
    },
  },
})
