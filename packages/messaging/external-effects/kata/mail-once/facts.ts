import { conduct, turn } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
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

    'charges no payment whose mail cannot be sent': async (way, { begin, payments, send }) => {
      await begin()
      const failed = await way(payments.pool, payment, () => Promise.reject(new Error('503'))).then(
        (answer) => `answers "${answer}"`,
        () => undefined,
      )
      if (failed !== undefined) return `the mail cannot be sent, and it ${failed}`
      if ((await totalCharged(payments.plain)) > 0) return 'the mail was not sent, and it charges'
      await way(payments.pool, payment, send)
      return (await totalCharged(payments.plain)) === 10
        ? undefined
        : 'the mail could not be sent at first, and the next delivery does not charge'
    },

    'mails two payments that differ only in their ids': async (way, world) => {
      await world.begin()
      await way(world.payments.pool, payment, world.send)
      await way(world.payments.pool, { ...payment, id: 'payment-2' }, world.send)
      const mails = world.provider.delivered.length
      return mails === 2 ? undefined : `two payments of 10, ${mails} mails`
    },

    'answers what it did, and sends nothing for a payment that is done': async (way, world) => {
      await world.begin()
      const first = await way(world.payments.pool, payment, world.send)
      if (first !== 'charged') return `a payment is new, and it answers "${first}"`
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
