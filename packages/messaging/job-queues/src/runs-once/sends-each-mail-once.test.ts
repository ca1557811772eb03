import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { fencingToken } from './fencing-token.ts'
import { idempotencyKey } from './idempotency-key.ts'
import { lease } from './lease.ts'
import { completeBeforeMail } from './complete-before-mail.ts'
import { rowLock } from './row-lock.ts'
import { sendsEachMailOnce } from './sends-each-mail-once.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a worker that stands still past its lease', () => {
  it.each([
    { way: lease, name: 'lease', broken: 300, orders: 391 },
    { way: fencingToken, name: 'fencingToken', broken: 400, orders: 491 },
  ])('mails twice in $broken of $orders orders of $name', async ({ way, broken, orders }) => {
    expect(await sendsEachMailOnce(world, way, 'slow worker').explore()).toMatchObject({
      violations: broken,
      schedules: orders,
      exhaustive: true,
      limits: [],
    })
  })

  it.each([
    { way: completeBeforeMail, name: 'completeBeforeMail', orders: 216 },
    { way: idempotencyKey, name: 'idempotencyKey', orders: 491 },
  ])('mails once in all $orders orders of $name', async ({ way, orders }) => {
    const found = await sendsEachMailOnce(world, way, 'slow worker').holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true, limits: [] })
  })
})

describe('a transaction that stands still with the row locked', () => {
  it('mails once in all 235 orders of rowLock', async () => {
    const found = await sendsEachMailOnce(world, rowLock, 'slow transaction').holds()
    expect(found).toMatchObject({ schedules: 235, exhaustive: true, limits: [] })
  })
})

describe('a worker that dies at any step', () => {
  it.each([
    { way: lease, name: 'lease', broken: 1, orders: 4, mails: 2 },
    { way: fencingToken, name: 'fencingToken', broken: 1, orders: 4, mails: 2 },
    { way: rowLock, name: 'rowLock', broken: 2, orders: 6, mails: 2 },
    { way: completeBeforeMail, name: 'completeBeforeMail', broken: 1, orders: 4, mails: 0 },
  ])(
    'leaves $mails mails in $broken of $orders orders of $name',
    async ({ way, broken, orders, mails }) => {
      expect(await sendsEachMailOnce(world, way, 'dead worker').explore()).toMatchObject({
        violations: broken,
        schedules: orders,
        exhaustive: true,
        shortest: { reason: `one job, and ${mails} mails` },
      })
    },
  )

  it('leaves one mail in all 4 orders of idempotencyKey', async () => {
    const found = await sendsEachMailOnce(world, idempotencyKey, 'dead worker').holds()
    expect(found).toMatchObject({ schedules: 4, exhaustive: true })
  })
})
