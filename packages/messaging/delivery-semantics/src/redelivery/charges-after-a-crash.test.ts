import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { chargeEachDelivery } from './charge-each-delivery.ts'
import { chargesAfterACrash } from './charges-after-a-crash.ts'
import { commitAfterWork } from './commit-after-work.ts'
import { commitBeforeWork } from './commit-before-work.ts'
import { inbox } from './inbox.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

it('charges twice when the offset is committed after the work: the record is delivered again', async () => {
  expect(await chargesAfterACrash(world, commitAfterWork, chargeEachDelivery)).toEqual({
    deliveries: 2,
    charged: 20,
    steps: [
      { member: 'first', step: 'is given payment-1' },
      { member: 'first', step: 'charges 10' },
      { member: 'first', step: 'dies' },
      { member: 'second', step: 'is given payment-1' },
      { member: 'second', step: 'charges 10' },
      { member: 'second', step: 'commits the offset' },
    ],
  })
})

it('charges never when the offset is committed before the work: the record is not delivered again', async () => {
  expect(await chargesAfterACrash(world, commitBeforeWork, chargeEachDelivery)).toEqual({
    deliveries: 1,
    charged: 0,
    steps: [
      { member: 'first', step: 'is given payment-1' },
      { member: 'first', step: 'commits the offset' },
      { member: 'first', step: 'dies' },
      { member: 'second', step: 'is given payment-2' },
    ],
  })
})

it('charges once with an inbox, although the record is delivered twice', async () => {
  expect(await chargesAfterACrash(world, commitAfterWork, inbox)).toEqual({
    deliveries: 2,
    charged: 10,
    steps: [
      { member: 'first', step: 'is given payment-1' },
      { member: 'first', step: 'charges 10' },
      { member: 'first', step: 'dies' },
      { member: 'second', step: 'is given payment-1' },
      { member: 'second', step: 'knows the id, charges nothing' },
      { member: 'second', step: 'commits the offset' },
    ],
  })
})

it('loses the payment with an inbox too, when the offset is committed before the work', async () => {
  expect(await chargesAfterACrash(world, commitBeforeWork, inbox)).toMatchObject({
    deliveries: 1,
    charged: 0,
  })
})

// The first member dies after 0, 1 or 2 of its two steps.
it.each([
  ['commitBeforeWork', commitBeforeWork, chargeEachDelivery, [10, 0, 10]],
  ['commitAfterWork', commitAfterWork, chargeEachDelivery, [10, 20, 10]],
  ['commitAfterWork with inbox', commitAfterWork, inbox, [10, 10, 10]],
] as const)('charges as said at every crash point: %s', async (_name, order, charge, expected) => {
  const charged = []
  for (const diesAfter of [0, 1, 2] as const) {
    charged.push((await chargesAfterACrash(world, order, charge, diesAfter)).charged)
  }
  expect(charged).toEqual(expected)
})
