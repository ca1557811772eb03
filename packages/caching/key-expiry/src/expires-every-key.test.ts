import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expireNx } from './expire-nx.ts'
import { expiresAfterCrash, expiresAfterWindow } from './expires-every-key.ts'
import { incrThenExpire } from './incr-then-expire.ts'
import { luaScript } from './lua-script.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import { setAndIncrInMulti } from './set-and-incr-in-multi.ts'
import { setThenIncr } from './set-then-incr.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('incrThenExpire', () => {
  it('leaves a key that lives for ever in 2 of 9 orders', async () => {
    const race = expiresAfterCrash(space, incrThenExpire, ['bob'])
    const found = await race.explore()
    expect(found).toMatchObject({
      schedules: 9,
      violations: 2,
      exhaustive: true,
      shortest: { schedule: 'alice crash(alice) bob', reason: 'api lives for ever' },
    })
    await race.replay(found.shortest!.schedule)
    expect(await incrThenExpire(space.plain, 'api', 1, 3_600_000)).toBe(false)
    expect(await space.plain.pttl('api')).toBe(-1)
  })
})

describe('expireNx', () => {
  it('lets the next request repair the key, and keeps it for ever when none comes', async () => {
    const repaired = await expiresAfterCrash(space, expireNx, ['bob']).holds()
    expect(repaired.exhaustive).toBe(true)
    expect(await expiresAfterCrash(space, expireNx, []).explore()).toMatchObject({
      schedules: 3,
      violations: 1,
      exhaustive: true,
      shortest: { schedule: 'alice crash(alice)', reason: 'api lives for ever' },
    })
  })
})

describe('setThenIncr', () => {
  it('survives a crash, and leaves a key for ever when the window ends in between', async () => {
    const crashed = await expiresAfterCrash(space, setThenIncr, ['bob']).holds()
    expect(crashed.exhaustive).toBe(true)
    expect(await expiresAfterWindow(space, setThenIncr).explore()).toMatchObject({
      schedules: 3,
      violations: 1,
      exhaustive: true,
      shortest: { schedule: 'server time server', reason: 'api lives for ever' },
    })
  })
})

describe.each([{ way: setAndIncrInMulti }, { way: luaScript }])('$way.name', ({ way }) => {
  it('gives every key an end, wherever a server crashes', async () => {
    const found = await expiresAfterCrash(space, way, ['bob']).holds()
    expect(found).toMatchObject({ schedules: 4, exhaustive: true })
    const last = await expiresAfterCrash(space, way, []).holds()
    expect(last).toMatchObject({ schedules: 2, exhaustive: true })
  })

  it('gives every key an end, whenever a window ends', async () => {
    const found = await expiresAfterWindow(space, way).holds()
    expect(found).toMatchObject({ schedules: 2, exhaustive: true })
  })
})

describe('a MULTI', () => {
  it('is dropped when its connection closes before EXEC', async () => {
    await space.plain.flushdb()
    const client = space.client()
    await client.multi({ pipeline: false })
    await client.set('api', 0, 'PX', 3_600_000, 'NX')
    await client.incr('api')
    const closed = new Promise((resolve) => client.once('end', resolve))
    client.disconnect()
    await closed
    expect(await space.plain.exists('api')).toBe(0)
  })
})
