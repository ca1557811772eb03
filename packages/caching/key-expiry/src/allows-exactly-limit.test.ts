import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { allowsExactlyLimit } from './allows-exactly-limit.ts'
import { incrThenExpire } from './incr-then-expire.ts'
import { luaScript } from './lua-script.ts'
import { openRedis } from './open-redis.ts'
import { setAndIncrInMulti } from './set-and-incr-in-multi.ts'

const threeForTwo = { limit: 2, users: ['alice', 'bob', 'carol'] }

describe('allowsExactlyLimit', () => {
  it('holds for INCR and EXPIRE in all 18 orders: the count was never the problem', async () => {
    await using space = await openRedis()
    const found = await allowsExactlyLimit(space, incrThenExpire, threeForTwo).holds()
    expect(found).toMatchObject({ schedules: 18, exhaustive: true })
  })

  it.each([{ way: setAndIncrInMulti }, { way: luaScript }])(
    'holds for $way.name in all 6 orders',
    async ({ way }) => {
      await using space = await openRedis()
      const found = await allowsExactlyLimit(space, way, threeForTwo).holds()
      expect(found).toMatchObject({ schedules: 6, exhaustive: true })
    },
  )
})

describe('EXPIRE on every request', () => {
  it('refuses a user who keeps asking for ever, because it moves the end of the window', async () => {
    await using space = await redis()
    const client = space.client()
    await client.set('api', 1, 'PX', 1_000)
    await client.multi().incr('api').pexpire('api', 3_600_000).exec()
    expect(await client.pttl('api')).toBeGreaterThan(1_000)
    await client.set('other', 1, 'PX', 1_000)
    await client.multi().incr('other').pexpire('other', 3_600_000, 'NX').exec()
    expect(await client.pttl('other')).toBeLessThanOrEqual(1_000)
  })
})
