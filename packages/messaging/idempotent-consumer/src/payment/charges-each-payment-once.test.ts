import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { chargeEachDelivery } from './charge-each-delivery.ts'
import { chargesEachPaymentOnce } from './charges-each-payment-once.ts'
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
        schedule: 'worker×5 crash(worker) worker-restarted×6',
        reason: '10 due, 20 charged',
      },
    })
  })

  it('charges twice in 328 of 342 orders of two workers', async () => {
    const { rebalance } = chargesEachPaymentOnce(world, chargeEachDelivery)
    expect(await rebalance.explore()).toMatchObject({
      schedules: 342,
      violations: 328,
      exhaustive: true,
    })
  })
})

describe('lookThenProcess', () => {
  it('charges twice when the worker dies between the work and the insert of the id', async () => {
    const { crash } = chargesEachPaymentOnce(world, lookThenProcess)
    expect(await crash.explore()).toMatchObject({
      schedules: 9,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'worker×8 crash(worker) worker-restarted×12',
        reason: '10 due, 20 charged',
      },
    })
  })

  it('charges twice in 873,906 of 875,920 orders of two workers', async () => {
    const { rebalance } = chargesEachPaymentOnce(world, lookThenProcess)
    expect(await rebalance.explore()).toMatchObject({
      schedules: 875_920,
      violations: 873_906,
      exhaustive: true,
      shortest: { schedule: 'first×9 second×12 first×3', reason: '10 due, 20 charged' },
    })
  })
})

describe.each([
  {
    way: inboxInOneTransaction,
    crash: { schedules: 8, waits: 0 },
    rebalance: { schedules: 640, waits: 246 },
  },
  {
    way: inboxInOneStatement,
    crash: { schedules: 5, waits: 0 },
    rebalance: { schedules: 342, waits: 90 },
  },
  {
    way: naturalKeyUpsert,
    crash: { schedules: 5, waits: 0 },
    rebalance: { schedules: 342, waits: 90 },
  },
])('$way.name', ({ way, crash, rebalance }) => {
  it(`charges once, wherever of ${crash.schedules} places the worker dies or not`, async () => {
    expect(await chargesEachPaymentOnce(world, way).crash.holds()).toMatchObject({
      ...crash,
      exhaustive: true,
    })
  })

  it(`charges once in all ${rebalance.schedules} orders of two workers`, async () => {
    expect(await chargesEachPaymentOnce(world, way).rebalance.holds()).toMatchObject({
      ...rebalance,
      exhaustive: true,
    })
  })
})
