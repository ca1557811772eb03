import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { answerComesLate } from './answer-comes-late.ts'
import { askAgain } from './ask-again.ts'
import { askUnderANewId } from './ask-under-a-new-id.ts'
import { takeForRefused } from './take-for-refused.ts'
import { undoUnknown } from './undo-unknown.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('takeForRefused', () => {
  it('keeps the money of a cancelled order in 68,709 of 339,519 orders of steps', async () => {
    expect(await answerComesLate(shop, takeForRefused).explore()).toMatchObject({
      schedules: 339_519,
      violations: 68_709,
      exhaustive: true,
      shortest: {
        schedule: 'fire(timer) timer×10 orchestrator×17',
        reason: 'order compensated: 0 taken, 30 paid in 1 charges, 0 shipped',
      },
    })
  })
})

describe('askUnderANewId', () => {
  it('charges twice in 6,671 of 18,656 orders of steps', async () => {
    expect(await answerComesLate(shop, askUnderANewId).explore()).toMatchObject({
      schedules: 18_656,
      violations: 6_671,
      exhaustive: true,
      shortest: {
        schedule: 'fire(timer) timer×4 orchestrator×35',
        reason: 'order complete: 1 taken, 60 paid in 2 charges, 1 shipped',
      },
    })
  })
})

describe('askAgain', () => {
  it('completes the order, and charges once', async () => {
    const { outcomes, ...found } = await answerComesLate(shop, askAgain).holds()
    expect(found).toMatchObject({ schedules: 18_656, exhaustive: true })
    const complete = { order: 'complete', taken: 1, charges: 1, paid: 30, shipments: 1 }
    expect(outcomes.map(({ state }) => state)).toEqual([complete])
  })
})

describe('undoUnknown', () => {
  it('refunds, or completes when the answer comes first', async () => {
    const { outcomes, ...found } = await answerComesLate(shop, undoUnknown).holds()
    expect(found).toMatchObject({ schedules: 308_925, exhaustive: true })
    const complete = { order: 'complete', taken: 1, charges: 1, paid: 30, shipments: 1 }
    const undone = { order: 'compensated', taken: 0, charges: 1, paid: 0, shipments: 0 }
    expect(outcomes.map(({ state }) => state)).toEqual([complete, undone])
  })
})
