import { answerOf, conduct, crashable, endingText, turn } from '@lab/conductor'
import { busyPool, defineFacts, overtaken, whileHeld } from '@lab/kata'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { resetAccounts, totalCharged } from '../../src/accounts.ts'
import { chargesEachPaymentOnce } from '../../src/index.ts'
import type { Charge, Payment } from '../../src/index.ts'
import { openPayments } from '../../src/open-payments.ts'
import type { Payments } from '../../src/open-payments.ts'

/** `hashtext` of PostgreSQL gives the first two one number, and Java's `hashCode` the others. */
const hashedAlike = [
  ['payment-31195', 'payment-155518'],
  ['payment-Aa', 'payment-BB'],
]

const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }

export const facts = defineFacts<Charge, Payments>({
  answer: 'charge',
  open: openPayments,
  facts: {
    'charges once when two workers get the same delivery, in every order': (charge, world) =>
      chargesEachPaymentOnce(world, charge).rebalance,

    'charges once, wherever the worker dies': (charge, world) => {
      const pools = Array.from({ length: 5 }, world.anotherPool)
      const charging: Charge = (_, given) => charge(busyPool(pools), given)
      return chargesEachPaymentOnce(world, charging).crash
    },

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

    'charges a payment that another worker has begun, and rolls back': async (
      charge,
      { pool, plain },
    ) => {
      await resetAccounts(plain)
      const begun = `insert into inbox (message_id) values ('${payment.id}')`
      const answer = await whileHeld(plain, begun, () => charge(pool, payment))
      const charged = await totalCharged(plain)
      return answer === 'charged' && charged === payment.amount
        ? undefined
        : `another worker has the id in a transaction, and dies: this one answers "${answer}", and charges ${charged} of ${payment.amount}`
    },

    'charges two payments of one account, in every order': (charge, { pool, plain }) => {
      let left = 0
      const meanwhile = async () => {
        if (left === 0) return
        left--
        await turn('another payment of alice')
        await chargeUnlessLocked(plain)
      }
      return [
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
        conduct({
          setup: () => {
            left = 30
            return resetAccounts(plain)
          },
          actors: { worker: () => charge(overtaken(pool, meanwhile), payment) },
          invariant: async ({ worker }) =>
            answerOf(worker) === 'charged'
              ? undefined
              : `30 payments of alice come in between, and it ${endingText(worker)}`,
        }),
      ]
    },

    'charges two payments that differ only in their ids': async (charge, { pool, plain }) => {
      for (const ids of [
        ['payment-1', 'payment-10'],
        [`${'0'.repeat(300)}1`, `${'0'.repeat(300)}2`],
        ['9007199254740992', '9007199254740993'],
        ['a b', 'A b'],
        ["O'Brien", "O'Brien "],
        [`'a' "\\$1";`, `'a' "\\$2";`],
        ['payment-1', 'payment__', '%'],
        ['', ' '],
        ['caf\u00e9', 'cafe\u0301'],
        ...hashedAlike,
      ]) {
        await resetAccounts(plain)
        for (const id of ids) await charge(pool, { ...payment, id })
        const charged = await totalCharged(plain)
        if (charged !== 10 * ids.length)
          return `payments "${ids.join('" and "')}" of 10, ${charged} charged`
      }
      return undefined
    },

    'charges two payments whose accounts and ids are alike when they are joined': async (
      charge,
      { pool, plain },
    ) => {
      for (const separator of [
        '',
        ':',
        '::',
        '-',
        '--',
        '_',
        '/',
        '|',
        '.',
        ' ',
        ',',
        ', ',
        ';',
        '#',
      ]) {
        const join = (...parts: unknown[]) => parts.join(separator)
        const first: Payment = { id: join(1, 2), account: 'alice', amount: 10 }
        for (const second of [
          { id: '2', account: join('alice', 1), amount: 10 },
          { id: '2', account: join('alice', 10), amount: 1 },
          { id: '1', account: join(2, 'alice'), amount: 10 },
          { id: '1', account: join(10, 'alice'), amount: 2 },
        ]) {
          await resetAccounts(plain)
          await plain.query('insert into accounts values ($1, 100)', [second.account])
          await charge(pool, first)
          const answer = await charge(pool, second)
          if (answer === 'charged') continue
          return `payment "${first.id}" of alice is charged, payment "${second.id}" of ${second.account} is new: it answers "${answer}"`
        }
      }
      return undefined
    },

    'takes the amount from the account of the payment, and from no other': async (
      charge,
      { pool, plain },
    ) => {
      await resetAccounts(plain)
      const other = `O'Hara, 'Bob' "\\$1"; `
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

    'answers what it did': (charge, { pool, plain }) => [
      conduct({
        setup: () => resetAccounts(plain),
        actors: { first: () => charge(pool, payment), second: () => charge(pool, payment) },
        invariant: async ({ first, second }) => {
          // One that charges twice breaks another fact.
          const isTold = answerOf(first) !== 'charged' || answerOf(second) !== 'charged'
          return isTold || (await totalCharged(plain)) !== payment.amount
            ? undefined
            : 'one of two deliveries has charged the payment, and both answer "charged"'
        },
      }),
      conduct({
        setup: () => resetAccounts(plain),
        actors: {
          async worker() {
            const first = await charge(pool, payment)
            // Kafka keeps its records longer than a worker may have slept.
            await plain.query(`
              update inbox set received_at = received_at - interval '30 years';
              insert into inbox (message_id) select 'later-' || number from generate_series(1, 2000) as number`)
            await charge(pool, { ...payment, id: 'payment-2' })
            return [first, await charge(pool, payment)]
          },
        },
        invariant: async ({ worker }) => {
          const [first, again] = (answerOf(worker) ?? []) as string[]
          if (first !== 'charged') return `a payment is new, and it answers "${first}"`
          return again === 'seen before'
            ? undefined
            : `a payment comes again, and it answers "${again}"`
        },
      }),
    ],
  },
})

/** One step of a worker with another payment, who does not wait. */
async function chargeUnlessLocked(plain: Pool): Promise<void> {
  const charging = inTransaction(
    plain,
    async (client) => {
      await client.query(`set local lock_timeout = '10ms'`)
      await client.query('insert into inbox (message_id) values (gen_random_uuid())')
      await client.query(`update accounts set balance = balance - 1 where id = 'alice'`)
    },
    { level: 'serializable' },
  )
  await charging.catch(({ code }: { code?: string }) => {
    if (code !== '55P03' && code !== '40001') throw new Error(`another payment fails: ${code}`)
  })
}
