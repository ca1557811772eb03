import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { algorithms } from './algorithms.ts'
import type { Algorithm } from './algorithms.ts'
import { endsEveryKey } from './ends-every-key.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import { checkThenAdd } from './sliding-window-log/check-then-add.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('checkThenAdd', () => {
  it('leaves a key that lives for ever, between ZADD and PEXPIRE, when no request is allowed after the crash', async () => {
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
