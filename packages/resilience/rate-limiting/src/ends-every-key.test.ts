import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endsEveryKey } from './ends-every-key.ts'
import { atomicWay, atomicWays, naiveWays } from './make-way.ts'
import type { AtomicWay } from './make-way.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('incrThenExpire', () => {
  it('leaves a key that lives for ever in 2 of 9 orders', async () => {
    const race = endsEveryKey(space, naiveWays['incr-then-expire'])
    const found = await race.explore()
    expect(found).toMatchObject({
      schedules: 9,
      violations: 2,
      exhaustive: true,
      shortest: { schedule: 'alice crash(alice) bob', reason: 'incr:api lives for ever' },
    })
    await race.replay(found.shortest!.schedule)
    expect(
      await naiveWays['incr-then-expire']({
        redis: space.plain,
        limit: 1,
        newId: () => '',
      })('api'),
    ).toBe(false)
    expect(await space.plain.pttl('incr:api')).toBe(-1)
  })
})

describe('checkThenAdd', () => {
  it('leaves one too, between ZADD and PEXPIRE, when nobody is allowed after the crash', async () => {
    const found = await endsEveryKey(space, naiveWays['check-then-add']).explore()
    expect(found).toMatchObject({
      schedules: 141,
      violations: 9,
      exhaustive: true,
      shortest: { schedule: 'alice×3 crash(alice) bob×2', reason: 'log:api lives for ever' },
    })
  })
})

describe.each(Object.keys(atomicWays) as AtomicWay[])('%s', (way) => {
  it('gives every key an end in all 4 orders', async () => {
    const found = await endsEveryKey(space, atomicWay(way)).holds()
    expect(found).toMatchObject({ schedules: 4, exhaustive: true })
  })
})
