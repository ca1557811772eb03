import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { outbox } from './outbox.ts'
import { publishInTransaction } from './publish-in-transaction.ts'
import { publishThenWrite } from './publish-then-write.ts'
import { tellsOfEachOrder } from './tells-of-each-order.ts'
import { writeThenPublish } from './write-then-publish.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openShop()
})
afterAll(() => opened[Symbol.asyncDispose]())

describe('a process that dies at any step', () => {
  it.each([
    {
      name: 'writeThenPublish',
      way: writeThenPublish,
      orders: 3,
      shortest: {
        schedule: 'shop×3 crash(shop)',
        reason: 'the order is stored, and no event tells of it',
      },
    },
    {
      name: 'publishThenWrite',
      way: publishThenWrite,
      orders: 3,
      shortest: {
        schedule: 'shop crash(shop)',
        reason: 'an event tells of an order that is not stored',
      },
    },
    {
      name: 'publishInTransaction',
      way: publishInTransaction,
      orders: 5,
      shortest: {
        schedule: 'shop×3 crash(shop)',
        reason: 'an event tells of an order that is not stored',
      },
    },
  ])('breaks $name in 1 of $orders orders', async ({ way, orders, shortest }) => {
    expect(await tellsOfEachOrder(opened, way).explore()).toMatchObject({
      schedules: orders,
      violations: 1,
      exhaustive: true,
      shortest,
    })
  })

  it('leaves both or none with an outbox, in all 11 orders', async () => {
    const found = await tellsOfEachOrder(opened, outbox).holds()
    expect(found).toMatchObject({ schedules: 11, exhaustive: true })
  })
})
