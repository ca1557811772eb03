import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { algorithms } from './algorithms.ts'
import type { Algorithm } from './algorithms.ts'
import { oneMoment } from './allows-no-more-than-limit.ts'
import { endsEveryKey } from './ends-every-key.ts'
import { incrThenExpire } from './fixed-window/incr-then-expire.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import { checkThenAdd } from './sliding-window-log/check-then-add.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('incrThenExpire', () => {
  it('leaves a key that lives for ever in 2 of 9 orders', async () => {
    const race = endsEveryKey(space, incrThenExpire)
    const found = await race.explore()
    expect(found).toMatchObject({
      schedules: 9,
      violations: 2,
      exhaustive: true,
      shortest: { schedule: 'alice crash(alice) bob', reason: 'incr:api lives for ever' },
    })
    await race.replay(found.shortest!.schedule)
    const limiter = incrThenExpire({ redis: space.plain, limit: 1, ...oneMoment })
    expect(await limiter.consume('api')).toEqual({ allowed: false })
    expect(await space.plain.pttl('incr:api')).toBe(-1)
  })
})

describe('checkThenAdd', () => {
  it('leaves one too, between ZADD and PEXPIRE, when no request is allowed after the crash', async () => {
    const found = await endsEveryKey(space, checkThenAdd).explore()
    expect(found).toMatchObject({
      schedules: 141,
      violations: 9,
      exhaustive: true,
      shortest: { schedule: 'alice×3 crash(alice) bob×2', reason: 'log:api lives for ever' },
    })
  })
})

describe.each(Object.keys(algorithms) as Algorithm[])('%s', (way) => {
  it('gives every key an end in all 4 orders', async () => {
    const found = await endsEveryKey(space, algorithms[way]).holds()
    expect(found).toMatchObject({ schedules: 4, exhaustive: true })
  })
})
