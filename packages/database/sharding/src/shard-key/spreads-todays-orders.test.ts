import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOf } from '../hash-of.ts'
import { openShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'
import { byCountry } from './by-country.ts'
import { byCustomer } from './by-customer.ts'
import { byDay } from './by-day.ts'
import { byOrder } from './by-order.ts'
import { celebritiesApart } from './celebrities-apart.ts'
import { slowAnswers } from './slow-answers.ts'
import { spreadsTodaysOrders } from './spreads-todays-orders.ts'

let shards: Shards
beforeAll(async () => {
  shards = await openShards()
})
afterAll(() => shards[Symbol.asyncDispose]())

describe('the shard key', () => {
  it('byDay writes all of today to one shard', async () => {
    expect(await spreadsTodaysOrders(shards, byDay)).toEqual({
      today: 250,
      askedForOne: 4,
      askedForCelebrity: 4,
      violation: '250 of today’s 250 orders are on one shard',
    })
  })

  it('byCountry writes seven of ten to the shard of one country', async () => {
    expect(await spreadsTodaysOrders(shards, byCountry)).toEqual({
      today: 175,
      askedForOne: 4,
      askedForCelebrity: 4,
      violation: '175 of today’s 250 orders are on one shard',
    })
  })

  it('byCustomer asks one shard for every page, and a celebrity makes it hot', async () => {
    expect(await spreadsTodaysOrders(shards, byCustomer)).toEqual({
      today: 130,
      askedForOne: 1,
      askedForCelebrity: 1,
      violation: '130 of today’s 250 orders are on one shard',
    })
  })

  it('byOrder is even, and asks all shards for every page', async () => {
    expect(await spreadsTodaysOrders(shards, byOrder)).toEqual({
      today: 68,
      askedForOne: 4,
      askedForCelebrity: 4,
      violation: 'the page of one customer asks 4 shards',
    })
  })

  it('celebritiesApart is even, and asks all shards for the celebrity alone', async () => {
    expect(await spreadsTodaysOrders(shards, celebritiesApart)).toEqual({
      today: 79,
      askedForOne: 1,
      askedForCelebrity: 4,
      violation: undefined,
    })
  })
})

describe('slowAnswers', () => {
  it('makes 4 of 100 answers slow with four shards, and 63 with a hundred, when 1 of 100 is', () => {
    const share = (shards: number) => Number(slowAnswers(0.01, shards).toFixed(3))
    expect([1, 4, 100].map(share)).toEqual([0.01, 0.039, 0.634])
  })

  it('agrees with counting: an answer is slow when any of its shards is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (shards, share) => {
          let slow = 0
          for (let asked = 0; asked < 1_000; asked++)
            if (
              Array.from({ length: shards }, (_, n) => hashOf(`${asked} ${n}`)).some(
                (at) => at < share,
              )
            )
              slow++
          expect(Math.abs(slow / 1_000 - slowAnswers(share, shards))).toBeLessThan(0.07)
        },
      ),
      { numRuns: 6, seed: 1 },
    )
  })
})
