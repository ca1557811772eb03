import { answerOf, conduct, crashable, endingText } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { resetAccounts, totalCharged } from '../../src/accounts.ts'
import { chargesEachPaymentOnce } from '../../src/index.ts'
import type { Charge, Payment } from '../../src/index.ts'
import { openPayments } from '../../src/open-payments.ts'
import type { Payments } from '../../src/open-payments.ts'

/** `hashtext` of PostgreSQL gives them one number. */
const hashedAlike = ['payment-31195', 'payment-155518']

const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }

export const facts = defineFacts<Charge, Payments>({
  answer: 'charge',
  open: openPayments,
  facts: {
    'charges once when two workers get the same delivery, in every order': (charge, world) =>
      chargesEachPaymentOnce(world, charge).rebalance,

    'charges once, wherever the worker dies': (charge, world) =>
      chargesEachPaymentOnce(world, charge).crash,

    'answers seen before only for a payment whose charge is committed': (charge, { pool, plain }) =>
      conduct({
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

    'charges two payments of one account, in every order': (charge, { pool, plain }) =>
      conduct({
        setup: () => resetAccounts(plain),
        actors: {
          first: () => charge(pool, payment),
          second: () => charge(pool, { id: 'payment-10', account: 'alice', amount: 7 }),
        },
        invariant: async (endings) => {
          const charged = await totalCharged(plain)
          if (charged !== 17) return `two payments of 10 and 7, ${charged} charged`
          const wrong = Object.keys(endings).find((name) => answerOf(endings[name]) !== 'charged')
          return wrong && `its payment is new, and ${wrong} ${endingText(endings[wrong])}`
        },
      }),

    'charges two payments that differ only in their ids': async (charge, { pool, plain }) => {
      for (const ids of [
        ['payment-1', 'payment-10'],
        [`${'0'.repeat(300)}1`, `${'0'.repeat(300)}2`],
        ['9007199254740992', '9007199254740993'],
        ['a b', 'A b'],
        ["O'Brien", "O'Brien "],
        hashedAlike,
      ]) {
        await resetAccounts(plain)
        for (const id of ids) await charge(pool, { ...payment, id })
        const charged = await totalCharged(plain)
        if (charged !== 20) return `payments "${ids.join('" and "')}" of 10, ${charged} charged`
      }
      return undefined
    },

    'charges two payments whose accounts and ids are alike when they are joined': async (
      charge,
      { pool, plain },
    ) => {
      for (const separator of ['', ':', '-', '_', '/', '|', '.', ' ', ',', '#']) {
        await resetAccounts(plain)
        const long = `alice${separator}1`
        await plain.query('insert into accounts values ($1, 100)', [long])
        await charge(pool, { id: `1${separator}2`, account: 'alice', amount: 10 })
        const answer = await charge(pool, { id: '2', account: long, amount: 10 })
        if (answer === 'charged') continue
        return `payment "1${separator}2" of alice is charged, payment "2" of ${long} is new: it answers "${answer}"`
      }
      return undefined
    },

    'takes the amount from the account of the payment, and from no other': async (
      charge,
      { pool, plain },
    ) => {
      await resetAccounts(plain)
      const other = `O'Hara, "Bob"`
      await plain.query(`insert into accounts values ('Alice', 100), ($1, 100)`, [other])
      await charge(pool, { id: 'payment-1', account: other, amount: 7 })
      await charge(pool, { id: 'payment-2', account: 'Alice', amount: 5 })
      const { rows } = await plain.query('select id, balance from accounts order by balance')
      const told = rows.map(({ id, balance }) => `${id} ${balance}`).join('; ')
      if (told !== `${other} 93; Alice 95; alice 100`)
        return `7 from ${other} and 5 from Alice, who had 100 like alice: ${told}`
      await charge(pool, { id: 'payment-3', account: 'Alice', amount: 125 })
      const { rows: left } = await plain.query(`select balance from accounts where id = 'Alice'`)
      return left[0].balance === -30
        ? undefined
        : `125 from Alice, who has 95: then she has ${left[0].balance}`
    },

    'answers what it did': async (charge, { pool, plain }) => {
      await resetAccounts(plain)
      const first = await charge(pool, payment)
      if (first !== 'charged') return `a payment is new, and it answers "${first}"`
      // Kafka keeps its records longer than a worker may have slept.
      await plain.query(`update inbox set received_at = received_at - interval '1 year'`)
      await charge(pool, { ...payment, id: 'payment-2' })
      const again = await charge(pool, payment)
      return again === 'seen before'
        ? undefined
        : `a payment comes again, and it answers "${again}"`
    },
  },
})
