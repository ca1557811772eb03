import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { fencedProducer } from './fenced-producer.ts'
import { goesOnAfterItsSuccessor } from './goes-on-after-its-successor.ts'
import type { OpenPipeline } from './goes-on-after-its-successor.ts'
import { unfencedProducer } from './unfenced-producer.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

it('writes a second receipt from unfencedProducer, which has no transactional id', async () => {
  expect(await goesOnAfterItsSuccessor(world, unfencedProducer, 0)).toEqual({
    receipts: 2,
    refusal: undefined,
  })
})

it('refuses the commit of fencedProducer, when its successor has begun a transaction', async () => {
  expect(await goesOnAfterItsSuccessor(world, fencedProducer, 1)).toEqual({
    receipts: 1,
    refusal: 'INVALID_PRODUCER_EPOCH',
  })
})

// kafkajs asks for an epoch in the first call of `transaction()`: here the first pipeline is the newer one.
it('writes a second receipt from fencedProducer, when it pauses before it begins its first transaction', async () => {
  expect(await goesOnAfterItsSuccessor(world, fencedProducer, 0)).toEqual({
    receipts: 2,
    refusal: undefined,
  })
})

it('refuses a later transaction of fencedProducer, which keeps the epoch of its first one', async () => {
  const afterAnother: OpenPipeline = async (kafka, receipts, id) => {
    const [begin, commit] = await fencedProducer(kafka, receipts, id)
    return [async () => (await begin!(), await commit!()), begin!, commit!]
  }
  const { refusal, receipts } = await goesOnAfterItsSuccessor(world, afterAnother, 1)
  // The first transaction of each wrote one; the successor wrote one more.
  expect({ refusal, receipts }).toEqual({ receipts: 3, refusal: 'INVALID_PRODUCER_EPOCH' })
})
