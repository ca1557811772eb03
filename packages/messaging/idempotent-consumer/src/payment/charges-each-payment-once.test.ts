import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resetAccounts } from '../accounts.ts'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { batchInbox } from './batch-inbox.ts'
import { chargeEachDelivery } from './charge-each-delivery.ts'
import { chargesEachBatchOnce, chargesEachPaymentOnce } from './charges-each-payment-once.ts'
import { inboxInOneStatement } from './inbox-in-one-statement.ts'
import { inboxInOneTransaction } from './inbox-in-one-transaction.ts'
import { lookThenProcess } from './look-then-process.ts'
import { naturalKeyUpsert } from './natural-key-upsert.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('chargeEachDelivery', () => {
  it('charges twice when the worker dies between the work and the commit of the offset', async () => {
    const { crash } = chargesEachPaymentOnce(world, chargeEachDelivery)
    expect(await crash.explore()).toMatchObject({
      schedules: 5,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'worker×3 crash(worker) worker-restarted×4',
        reason: '10 due, 20 charged',
      },
    })
  })

  it('charges twice in 28 of 38 orders of two workers', async () => {
    const { rebalance } = chargesEachPaymentOnce(world, chargeEachDelivery)
    expect(await rebalance.explore()).toMatchObject({
      schedules: 38,
      violations: 28,
      exhaustive: true,
    })
  })
})

describe('lookThenProcess', () => {
  it('charges twice when the worker dies between the work and the note', async () => {
    const { crash } = chargesEachPaymentOnce(world, lookThenProcess)
    expect(await crash.explore()).toMatchObject({
      schedules: 9,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'worker×6 crash(worker) worker-restarted×8',
        reason: '10 due, 20 charged',
      },
    })
  })

  it('charges twice in 4,564 of 4,726 orders of two workers', async () => {
    const { rebalance } = chargesEachPaymentOnce(world, lookThenProcess)
    expect(await rebalance.explore()).toMatchObject({
      schedules: 4_726,
      violations: 4_564,
      exhaustive: true,
      shortest: { schedule: 'first×6 second×8 first×2', reason: '10 due, 20 charged' },
    })
  })
})

describe.each([
  {
    way: inboxInOneTransaction,
    races: () => chargesEachPaymentOnce(world, inboxInOneTransaction),
    crash: { schedules: 8, waits: 0 },
    rebalance: { schedules: 640, waits: 246 },
  },
  {
    way: inboxInOneStatement,
    races: () => chargesEachPaymentOnce(world, inboxInOneStatement),
    crash: { schedules: 5, waits: 0 },
    rebalance: { schedules: 38, waits: 0 },
  },
  {
    way: naturalKeyUpsert,
    races: () => chargesEachPaymentOnce(world, naturalKeyUpsert),
    crash: { schedules: 5, waits: 0 },
    rebalance: { schedules: 38, waits: 0 },
  },
  {
    way: batchInbox,
    races: () => chargesEachBatchOnce(world, batchInbox),
    crash: { schedules: 5, waits: 0 },
    rebalance: { schedules: 38, waits: 0 },
  },
])('$way.name', ({ races, crash, rebalance }) => {
  it(`charges once, wherever of ${crash.schedules} places the worker dies or not`, async () => {
    expect(await races().crash.holds()).toMatchObject({ ...crash, exhaustive: true })
  })

  it(`charges once in all ${rebalance.schedules} orders of two workers`, async () => {
    expect(await races().rebalance.holds()).toMatchObject({ ...rebalance, exhaustive: true })
  })
})

describe('batchInbox', () => {
  it('takes only what is new of a batch, and a payment once that is in it twice', async () => {
    await resetAccounts(world.plain)
    await world.plain.query(`
      insert into accounts values ('bob', 100);
      insert into inbox (payment_id) values ('seen')`)
    const payment = (id: string, account: string, amount: number) => ({ id, account, amount })
    const batch = [
      payment('seen', 'alice', 1),
      payment('new', 'alice', 10),
      payment('new', 'alice', 10),
      payment('other', 'bob', 20),
    ]
    expect(await batchInbox(world.plain, batch)).toBe(2)
    const { rows } = await world.plain.query('select id, balance from accounts order by id')
    expect(rows).toEqual([
      { id: 'alice', balance: 90 },
      { id: 'bob', balance: 80 },
    ])
  })
})
