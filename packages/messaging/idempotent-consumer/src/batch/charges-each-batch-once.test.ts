import { conduct } from '@lab/conductor'
import { inTransaction } from '@lab/servers/in-transaction'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resetAccounts, totalCharged } from '../accounts.ts'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { batchInbox } from './batch-inbox.ts'
import {
  chargesARepeatedPaymentOnce,
  chargesEachBatchOnce,
  chargesEachOverlapOnce,
} from './charges-each-batch-once.ts'
import { offsetInTransaction } from './offset-in-transaction.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

describe.each([{ way: batchInbox }, { way: offsetInTransaction }])('$way.name', ({ way }) => {
  it('charges once, wherever of 5 places the worker dies or not', async () => {
    const { crash } = chargesEachBatchOnce(world, way)
    expect(await crash.holds()).toMatchObject({ schedules: 5, waits: 0, exhaustive: true })
  })

  it('charges once in all 342 orders of two workers', async () => {
    const { rebalance } = chargesEachBatchOnce(world, way)
    expect(await rebalance.holds()).toMatchObject({ schedules: 342, waits: 90, exhaustive: true })
  })

  it('charges once when the second delivery overlaps with the first, in every order', async () => {
    const { rebalance, crash } = chargesEachOverlapOnce(world, way)
    expect(await rebalance.holds()).toMatchObject({ schedules: 1_262, exhaustive: true })
    expect(await crash.holds()).toMatchObject({ schedules: 8, exhaustive: true })
  })
})

describe('batchInbox', () => {
  it('charges only the new payments of a batch, and charges once a payment that is in it twice', async () => {
    await resetAccounts(world.plain)
    await world.plain.query(`
      insert into accounts values ('bob', 100);
      insert into inbox (message_id) values ('seen')`)
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

describe('a payment that the producer sent twice', () => {
  it('is charged once by batchInbox, which knows its id', async () => {
    const { rebalance, crash } = chargesARepeatedPaymentOnce(world, batchInbox)
    expect(await rebalance.holds()).toMatchObject({ schedules: 342, exhaustive: true })
    expect(await crash.holds()).toMatchObject({ schedules: 5, exhaustive: true })
  })

  it('is charged twice by offsetInTransaction in every order, which knows two offsets', async () => {
    const { rebalance, crash } = chargesARepeatedPaymentOnce(world, offsetInTransaction)
    expect(await rebalance.explore()).toMatchObject({
      schedules: 342,
      violations: 342,
      exhaustive: true,
    })
    expect(await crash.explore()).toMatchObject({
      schedules: 5,
      violations: 5,
      shortest: { reason: '10 due, 20 charged' },
    })
  })
})

describe('offsetInTransaction', () => {
  const payment = (offset: number, account: string) => ({
    id: `payment-${offset}`,
    account,
    amount: 10,
    offset: String(offset),
  })

  it('charges the payments behind the stored offset, in each partition on its own', async () => {
    await resetAccounts(world.plain)
    await world.plain.query(`insert into accounts values ('bob', 100)`)
    const deliver = (partition: number, ...batch: ReturnType<typeof payment>[]) =>
      offsetInTransaction(world.plain, batch, { topic: 'payments', partition })
    await deliver(0, payment(0, 'alice'), payment(1, 'bob'))
    // A part of it was delivered before. Offsets have gaps where a topic is compacted.
    await deliver(0, payment(1, 'bob'), payment(4, 'alice'))
    await deliver(0, payment(0, 'alice'), payment(1, 'bob'))
    await deliver(1, payment(0, 'bob'))
    await deliver(1)
    const { rows } = await world.plain.query(`
      select id, balance from accounts
      union all select topic || ' ' || partition, next_offset from progress order by id`)
    expect(rows).toEqual([
      { id: 'alice', balance: '80' },
      { id: 'bob', balance: '80' },
      { id: 'payments 0', balance: '5' },
      { id: 'payments 1', balance: '1' },
    ])
  })

  it('waits for a delivery that is in progress, and begins at the offset that it leaves', async () => {
    const source = { topic: 'payments', partition: 0 }
    const longer = [0, 1, 2].map((offset) => payment(offset, 'alice'))
    const race = conduct({
      setup: async () => {
        await resetAccounts(world.plain)
        await offsetInTransaction(world.plain, longer.slice(0, 1), source)
      },
      actors: {
        first: () =>
          inTransaction(world.pool, (client) =>
            client.query('update progress set next_offset = 2'),
          ),
        second: () => offsetInTransaction(world.pool, longer, source),
      },
    })
    const { moments } = await race.replay('first×2 second×2 first')
    expect(moments.map(({ actor, type }) => `${actor} ${type}`)).toEqual([
      'first step',
      'first step',
      'second step',
      'second blocked',
      'first step',
      'first finished',
      'second resumed',
      'second step',
      'second finished',
    ])
    expect(await totalCharged(world.plain)).toBe(20)
  })
})
