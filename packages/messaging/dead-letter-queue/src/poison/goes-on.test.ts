import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBank } from '../open-bank.ts'
import type { Opened } from '../open-bank.ts'
import { deadLetter } from './dead-letter.ts'
import { goesOn } from './goes-on.ts'
import { logAndSkip } from './log-and-skip.ts'
import { rethrow } from './rethrow.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openBank()
})
afterAll(() => opened[Symbol.asyncDispose]())

describe('a message that can never be processed', () => {
  it.each([
    { name: 'rethrow', way: rethrow, orders: 13, reason: 'order-3 waits' },
    { name: 'logAndSkip', way: logAndSkip, orders: 11, reason: 'order-2 is kept nowhere' },
  ])('breaks $name in all $orders orders', async ({ way, orders, reason }) => {
    expect(await goesOn(opened, way).explore()).toMatchObject({
      schedules: orders,
      violations: orders,
      exhaustive: true,
      shortest: { reason },
    })
  })

  it('is kept by deadLetter, in all 14 orders with a crash of the consumer', async () => {
    const found = await goesOn(opened, deadLetter).holds()
    expect(found).toMatchObject({ schedules: 14, exhaustive: true })
  })

  it('is a dead letter twice when the consumer dies before it commits the offset: 1 of 14', async () => {
    expect(await goesOn(opened, deadLetter, { once: true }).explore()).toMatchObject({
      schedules: 14,
      violations: 1,
      exhaustive: true,
      shortest: { reason: 'order-2 is a dead letter 2 times' },
    })
  })
})
