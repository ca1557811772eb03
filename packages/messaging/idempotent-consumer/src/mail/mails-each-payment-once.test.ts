import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { mailAfterCommit } from './mail-after-commit.ts'
import { mailInTransaction } from './mail-in-transaction.ts'
import { startMailProvider } from './mail-provider.ts'
import type { MailProvider } from './mail-provider.ts'
import { mailWithKey } from './mail-with-key.ts'
import { mailsEachPaymentOnce } from './mails-each-payment-once.ts'

let world: Payments
let mail: MailProvider
beforeAll(async () => {
  world = await openPayments()
  mail = await startMailProvider()
})
afterAll(async () => {
  await mail[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

describe('mailAfterCommit', () => {
  it('never mails when the worker dies between the commit and the mail', async () => {
    expect(await mailsEachPaymentOnce(world, mail, mailAfterCommit).explore()).toMatchObject({
      schedules: 9,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'worker×6 crash(worker) worker-restarted×6',
        reason: '10 due, 10 charged, 0 mails',
      },
    })
  })
})

describe('mailInTransaction', () => {
  it('mails twice when the worker dies between the mail and the commit', async () => {
    expect(await mailsEachPaymentOnce(world, mail, mailInTransaction).explore()).toMatchObject({
      schedules: 9,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'worker×6 crash(worker) worker-restarted×8',
        reason: '10 due, 10 charged, 2 mails',
      },
    })
  })
})

describe('mailWithKey', () => {
  it('mails once, wherever of 9 places the worker dies or not', async () => {
    expect(await mailsEachPaymentOnce(world, mail, mailWithKey).holds()).toMatchObject({
      schedules: 9,
      exhaustive: true,
    })
  })

  it('asks the provider twice when the worker dies between the mail and the commit', async () => {
    await mailsEachPaymentOnce(world, mail, mailWithKey).replay('worker×6 crash(worker)')
    expect(mail).toMatchObject({
      requests: 2,
      delivered: [{ to: 'alice', text: 'You paid 10.' }],
    })
  })
})
