import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { chargeEachDelivery } from '../payment/charge-each-delivery.ts'
import { inboxInOneTransaction } from '../payment/inbox-in-one-transaction.ts'
import { chargesAfterALostMember } from './charges-after-a-lost-member.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

it('delivers a record again whose offset was not committed: chargeEachDelivery charges twice', async () => {
  expect(await chargesAfterALostMember(world, chargeEachDelivery)).toEqual({
    deliveries: 2,
    charged: 20,
  })
})

it('delivers it again to inboxInOneTransaction too, which charges once', async () => {
  expect(await chargesAfterALostMember(world, inboxInOneTransaction)).toEqual({
    deliveries: 2,
    charged: 10,
  })
})
