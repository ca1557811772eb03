import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBank } from '../open-bank.ts'
import type { Opened } from '../open-bank.ts'
import { keepsTheOrder } from './keeps-the-order.ts'
import { parkTheAccount } from './park-the-account.ts'
import { retryInPlace } from './retry-in-place.ts'
import { retryTopic } from './retry-topic.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openBank()
})
afterAll(() => opened[Symbol.asyncDispose]())

describe('a message that fails once, and another one of its account', () => {
  it('are processed in the wrong order by retryTopic in 462 of 924 orders', async () => {
    expect(await keepsTheOrder(opened, retryTopic).explore()).toMatchObject({
      schedules: 924,
      violations: 462,
      exhaustive: true,
      shortest: { reason: 'the books have order-2, order-1' },
    })
  })

  it.each([
    { name: 'retryInPlace', way: retryInPlace, orders: 7, all: '7' },
    { name: 'parkTheAccount', way: parkTheAccount, orders: 285_373, all: '285,373' },
  ])('are processed in their order by $name in all $all', async ({ way, orders }) => {
    const found = await keepsTheOrder(opened, way).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })

  it.each([
    { dies: 'consumer', name: 'retryInPlace', way: retryInPlace, orders: 9 },
    { dies: 'consumer', name: 'parkTheAccount', way: parkTheAccount, orders: 13 },
    { dies: 'retrier', name: 'parkTheAccount', way: parkTheAccount, orders: 10 },
  ] as const)('keep their order with $name when the $dies dies', async ({ way, dies, orders }) => {
    const found = await keepsTheOrder(opened, way, dies).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })
})
