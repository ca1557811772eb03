import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { byUpdatedAt } from './by-updated-at.ts'
import { logicalSlot } from './logical-slot.ts'
import { tellsEveryChange } from './tells-every-change.ts'
import { triggerTable } from './trigger-table.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('every committed change', () => {
  it.each([
    {
      situation: 'late commit',
      orders: 140,
      broken: 8,
      shortest: 'alice×2 bob warehouse×3 alice',
      missing: 'update 1 paid',
    },
    {
      situation: 'two updates',
      orders: 84,
      broken: 41,
      shortest: 'alice×6 warehouse×3',
      missing: 'update 1 paid',
    },
    {
      situation: 'delete',
      orders: 20,
      broken: 20,
      shortest: 'alice×3 warehouse×3',
      missing: 'delete 1',
    },
  ] as const)(
    'is missed by byUpdatedAt in $broken of $orders orders: $situation',
    async ({ situation, orders, broken, shortest, missing }) => {
      expect(
        await tellsEveryChange(shop, byUpdatedAt, situation).missesNone.explore(),
      ).toMatchObject({
        schedules: orders,
        violations: broken,
        exhaustive: true,
        shortest: { schedule: shortest, reason: `the warehouse never hears of ${missing}` },
      })
    },
  )

  it.each([
    { name: 'triggerTable', way: triggerTable, situation: 'late commit', orders: 140 },
    { name: 'triggerTable', way: triggerTable, situation: 'two updates', orders: 84 },
    { name: 'triggerTable', way: triggerTable, situation: 'delete', orders: 20 },
    { name: 'logicalSlot', way: logicalSlot, situation: 'late commit', orders: 20 },
    { name: 'logicalSlot', way: logicalSlot, situation: 'two updates', orders: 7 },
    { name: 'logicalSlot', way: logicalSlot, situation: 'delete', orders: 4 },
  ] as const)(
    'is told by $name in all $orders orders: $situation',
    async ({ way, situation, orders }) => {
      const found = await tellsEveryChange(shop, way, situation).missesNone.holds()
      expect(found).toMatchObject({ schedules: orders, exhaustive: true })
    },
  )
})

describe('the order of commits', () => {
  it('is another one with triggerTable, in 27 of 140 orders', async () => {
    const { inCommitOrder } = tellsEveryChange(shop, triggerTable, 'late commit')
    expect(await inCommitOrder.explore()).toMatchObject({
      schedules: 140,
      violations: 27,
      exhaustive: true,
      shortest: { reason: 'it hears update 1 paid, update 2 paid' },
    })
  })

  it('is kept by logicalSlot, in all 20 orders', async () => {
    const found = await tellsEveryChange(shop, logicalSlot, 'late commit').inCommitOrder.holds()
    expect(found).toMatchObject({ schedules: 20, exhaustive: true })
  })
})
