import { isDeepStrictEqual } from 'node:util'
import { answerOf, conduct, endingText, turn } from '@lab/conductor'
import { clockAhead, defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { resetAccounts, totalCharged } from '../../src/accounts.ts'
import { mailsEachPaymentOnce, startMailProvider } from '../../src/index.ts'
import type { Outcome, Payment } from '../../src/index.ts'
import { openPayments } from '../../src/open-payments.ts'

type Send = (mail: { key?: string; to: string; text: string }) => Promise<void>
type ChargeAndMail = (pool: Pool, payment: Payment, send: Send) => Promise<Outcome>
type World = Awaited<ReturnType<typeof openPaymentsAndMail>>

const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }

export const facts = defineFacts<ChargeAndMail, World>({
  answer: 'chargeAndMail',
  open: openPaymentsAndMail,
  facts: {
    'leaves one mail and one charge, wherever the worker dies': (way, { payments, provider }) =>
      mailsEachPaymentOnce(payments, provider, (pool, paid, url) => way(pool, paid, sendTo(url))),

    'sends with the same key when the payment comes again an hour later': async (way, world) => {
      await world.begin()
      const keys: (string | undefined)[] = []
      const fail: Send = ({ key }) => {
        keys.push(key)
        return Promise.reject(new Error('503'))
      }
      const deliver = () => way(world.payments.pool, payment, fail).catch(() => {})
      await deliver()
      await deliver()
      {
        using _later = clockAhead(3_600_000)
        await deliver()
      }
      const [first, second, later] = keys
      // One that never sends the same key twice breaks the fact above.
      return first !== second || second === later
        ? undefined
        : `a payment comes again, and is sent with ${first}, and an hour later with ${later}`
    },

    'charges a payment once when two workers have it, in every order': (way, world) =>
      conduct({
        setup: world.begin,
        actors: {
          first: () => way(world.payments.pool, payment, world.send),
          second: () => way(world.payments.pool, payment, world.send),
        },
        invariant: async () => {
          const charged = await totalCharged(world.payments.plain)
          return charged === 10 ? undefined : `10 due, ${charged} charged`
        },
      }),

    'charges and mails two payments of one account, in every order': (way, world) =>
      conduct({
        setup: world.begin,
        actors: {
          first: () => way(world.payments.pool, payment, world.send),
          second: () =>
            way(world.payments.pool, { ...payment, id: 'payment-10', amount: 7 }, world.send),
        },
        invariant: async (endings) => {
          const charged = await totalCharged(world.payments.plain)
          if (charged !== 17) return `two payments of 10 and 7, ${charged} charged`
          const wrong = Object.keys(endings).find((name) => answerOf(endings[name]) !== 'charged')
          return wrong && `its payment is new, and ${wrong} ${endingText(endings[wrong])}`
        },
      }),

    'charges and mails the payer of the payment, and nobody else': async (way, world) => {
      await world.begin()
      const other = `O'Hara, "Bob"`
      const { plain, pool } = world.payments
      await plain.query(`insert into accounts values ('Alice', 100), ($1, 100)`, [other])
      await way(pool, { id: 'payment-1', account: other, amount: 7 }, world.send)
      await way(pool, { id: 'payment-2', account: 'Alice', amount: 5 }, world.send)
      const { rows } = await plain.query('select id, balance from accounts order by balance')
      const told = rows.map(({ id, balance }) => `${id} ${balance}`).join('; ')
      if (told !== `${other} 93; Alice 95; alice 100`) {
        return `7 from ${other} and 5 from Alice, who had 100 like alice: ${told}`
      }
      const payers = world.provider.delivered.map(({ to }) => to)
      return isDeepStrictEqual(payers, [other, 'Alice'])
        ? undefined
        : `${other} and Alice pay, and the mails go to ${payers.join('; ') || 'nobody'}`
    },

    'charges no payment whose mail cannot be sent': async (way, { begin, payments, send }) => {
      await begin()
      const error = new Error('503')
      const failed = await way(payments.pool, payment, () => Promise.reject(error)).then(
        (answer) => `it answers "${answer}"`,
        (thrown) => (thrown === error ? undefined : `its caller gets another error: ${thrown}`),
      )
      if (failed !== undefined) return `the mail cannot be sent, and ${failed}`
      if ((await totalCharged(payments.plain)) > 0) return 'the mail was not sent, and it charges'
      await way(payments.pool, payment, send)
      return (await totalCharged(payments.plain)) === 10
        ? undefined
        : 'the mail could not be sent at first, and the next delivery does not charge'
    },

    'mails two payments that differ only in their ids': async (way, world) => {
      for (const ids of [
        ['payment-1', 'payment-10'],
        [`${'0'.repeat(300)}1`, `${'0'.repeat(300)}2`],
        ['9007199254740992', '9007199254740993'],
        ['a b', 'A b'],
        ["O'Brien", 'O-Brien'],
      ]) {
        await world.begin()
        for (const id of ids) await way(world.payments.pool, { ...payment, id }, world.send)
        const mails = world.provider.delivered.length
        if (mails !== 2) return `payments "${ids.join('" and "')}" of 10, ${mails} mails`
      }
      return undefined
    },

    'answers what it did, and sends nothing for a payment that is done': async (way, world) => {
      await world.begin()
      const first = await way(world.payments.pool, payment, world.send)
      if (first !== 'charged') return `a payment is new, and it answers "${first}"`
      // Kafka keeps its records longer than a worker may have slept.
      await world.payments.plain.query(
        `update inbox set received_at = received_at - interval '1 year'`,
      )
      const again = await way(world.payments.pool, payment, world.send)
      if (again !== 'seen before') return `a payment comes again, and it answers "${again}"`
      return world.provider.requests === 1
        ? undefined
        : 'a payment comes again, and it asks the mail provider again'
    },
  },
})

async function openPaymentsAndMail() {
  const [payments, provider] = await Promise.all([openPayments(), startMailProvider()])
  return {
    payments,
    provider,
    send: sendTo(provider.url),
    async begin(): Promise<void> {
      provider.forget()
      await resetAccounts(payments.plain)
    },
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]()
      await payments[Symbol.asyncDispose]()
    },
  }
}

/** Asks the provider over HTTP; the conductor sees it as one step. */
function sendTo(url: string): Send {
  return async ({ key, ...mail }) => {
    await turn('send mail')
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(mail) })
    if (!response.ok) throw new Error(`the provider answers ${response.status}`)
  }
}
