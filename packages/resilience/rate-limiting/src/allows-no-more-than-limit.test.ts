import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { algorithms } from './algorithms.ts'
import type { Algorithm } from './algorithms.ts'
import { allowsNoMoreThanLimit } from './allows-no-more-than-limit.ts'
import type { Way } from './allows-no-more-than-limit.ts'
import { getThenSet } from './gcra/get-then-set.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import { readThenIncrement } from './sliding-window-counter/read-then-increment.ts'
import { checkThenAdd } from './sliding-window-log/check-then-add.ts'
import { millisecondMembers } from './sliding-window-log/millisecond-members.ts'
import { readThenWrite } from './token-bucket/read-then-write.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

const twoForOne = { limit: 1, users: ['alice', 'bob'] }
const threeForTwo = { limit: 2, users: ['alice', 'bob', 'carol'] }
const race = (way: Way, story: typeof twoForOne) => allowsNoMoreThanLimit(space, way, story)

describe('checkThenAdd', () => {
  it('allows two requests of one in 36 of 54 orders', async () => {
    expect(await race(checkThenAdd, twoForOne).explore()).toMatchObject({
      schedules: 54,
      violations: 36,
      exhaustive: true,
      shortest: { schedule: 'alice×2 bob×4 alice×2', reason: 'limit 1, 2 allowed' },
    })
  })

  it('allows three of two in 120 of the 378 orders that interrupt at most twice', async () => {
    const ofThree = race(checkThenAdd, threeForTwo)
    // All 27,090 take a minute.
    expect(await ofThree.explore({ preemptions: 2 })).toMatchObject({
      schedules: 378,
      violations: 120,
      exhaustive: false,
      bound: { preemptions: 2 },
      shortest: {
        schedule: 'alice×4 bob×2 carol×4 bob×2',
        reason: 'limit 2, 3 allowed',
      },
    })
  })
})

describe('millisecondMembers', () => {
  it('allows every request of one millisecond, in both orders of two and all 6 of three', async () => {
    expect(await race(millisecondMembers, twoForOne).explore()).toMatchObject({
      schedules: 2,
      violations: 2,
      exhaustive: true,
    })
    expect(await race(millisecondMembers, threeForTwo).explore()).toMatchObject({
      schedules: 6,
      violations: 6,
      exhaustive: true,
      shortest: { reason: 'limit 2, 3 allowed' },
    })
  })
})

describe.each([
  { way: readThenIncrement, ofThree: 72 },
  { way: readThenWrite, ofThree: 84 },
  { way: getThenSet, ofThree: 84 },
])('$way.name', ({ way, ofThree }) => {
  it('allows two requests of one in 4 of 6 orders', async () => {
    expect(await race(way, twoForOne).explore()).toMatchObject({
      schedules: 6,
      violations: 4,
      exhaustive: true,
      shortest: { schedule: 'alice bob×2 alice', reason: 'limit 1, 2 allowed' },
    })
  })

  it(`allows three of two in ${ofThree} of 90 orders`, async () => {
    expect(await race(way, threeForTwo).explore()).toMatchObject({
      schedules: 90,
      violations: ofThree,
      exhaustive: true,
      shortest: { reason: 'limit 2, 3 allowed' },
    })
  })
})

describe.each(Object.keys(algorithms) as Algorithm[])('%s', (way) => {
  it('allows one of two requests in both orders', async () => {
    const found = await race(algorithms[way], twoForOne).holds()
    expect(found).toMatchObject({ schedules: 2, exhaustive: true })
  })

  it('allows two of three requests in all 6 orders', async () => {
    const found = await race(algorithms[way], threeForTwo).holds()
    expect(found).toMatchObject({ schedules: 6, exhaustive: true })
  })
})
