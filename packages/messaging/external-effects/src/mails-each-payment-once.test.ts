import { inTransaction } from '@lab/servers/in-transaction'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resetAccounts, totalCharged } from './accounts.ts'
import { chargeOnce } from './charge-once.ts'
import { openPayments } from './open-payments.ts'
import type { Payments } from './open-payments.ts'
import { mailAfterCommit } from './mail-after-commit.ts'
import { mailInTransaction } from './mail-in-transaction.ts'
import { startMailProvider } from './mail-provider.ts'
import type { MailProvider } from './mail-provider.ts'
import { mailWithKey } from './mail-with-key.ts'
import { mailWithNewKey } from './mail-with-new-key.ts'
import { mailsEachPaymentOnce } from './mails-each-payment-once.ts'
import { sendMail } from './send-mail.ts'

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

describe('mailWithNewKey', () => {
  it('mails twice, because each attempt has a key of its own', async () => {
    expect(await mailsEachPaymentOnce(world, mail, mailWithNewKey).explore()).toMatchObject({
      schedules: 9,
      violations: 1,
      exhaustive: true,
      shortest: { reason: '10 due, 10 charged, 2 mails' },
    })
  })
})

describe('a mail that was sent', () => {
  const payment = { id: 'payment-1', account: 'alice', amount: 10 }

  beforeEach(async () => {
    mail.forget()
    await resetAccounts(world.plain)
  })

  it('stays sent when the transaction is rolled back', async () => {
    const rolledBack = inTransaction(world.plain, async (client) => {
      await chargeOnce(client, payment)
      await sendMail(mail.url, payment)
      throw new Error('the connection is lost')
    })
    await expect(rolledBack).rejects.toThrow('the connection is lost')
    expect(await totalCharged(world.plain)).toBe(0)
    expect(mail.delivered).toEqual([{ to: 'alice', text: 'You paid 10.' }])
  })

  it('is sent again when the provider has forgotten its key', async () => {
    const sendUnderKey = () => sendMail(mail.url, payment, { idempotencyKey: payment.id })
    await sendUnderKey()
    await sendUnderKey()
    expect(mail.delivered).toHaveLength(1)
    mail.expireKeys()
    await sendUnderKey()
    expect(mail.delivered).toHaveLength(2)
  })
})
