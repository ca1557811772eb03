import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { algorithms } from './algorithms.ts'
import type { Algorithm } from './algorithms.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import type { BurstOptions } from './token-bucket/token-microseconds.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

const hourMs = 3_600_000
// Today's times in microseconds have 16 digits, which is where numbers go wrong.
const startMicroseconds = 1_800_000_000_000_000
let now = startMicroseconds
const later = (ms: number) => {
  now = startMicroseconds + Math.round(ms * 1000)
}
beforeEach(async () => {
  later(0)
  await space.plain.flushdb()
})

describe.each(Object.keys(algorithms) as Algorithm[])('%s', (way) => {
  const make = (options: Omit<BurstOptions, 'redis'>) =>
    algorithms[way]({ redis: space.plain, nowMs: () => now / 1000, ...options })

  it('allows one request at a limit of one, and the next after exactly the time it says', async () => {
    const limiter = make({ limit: 1, windowMs: hourMs })
    later(10 * 60_000)
    expect(await limiter.consume('alice')).toMatchObject({
      allowed: true,
      remaining: 0,
      retryAfterMs: 0,
    })
    const refused = await limiter.consume('alice')
    expect(refused).toMatchObject({ allowed: false, remaining: 0 })
    expect(refused.retryAfterMs).toBeGreaterThan(0)

    later(10 * 60_000 + refused.retryAfterMs - 0.001)
    expect(await limiter.consume('alice')).toMatchObject({ allowed: false, retryAfterMs: 0.001 })
    later(10 * 60_000 + refused.retryAfterMs)
    expect(await limiter.consume('alice')).toMatchObject({ allowed: true, remaining: 0 })
  })

  it('allows exactly the limit within one microsecond', async () => {
    const limiter = make({ limit: 7, windowMs: hourMs })
    const decisions = await Promise.all(Array.from({ length: 9 }, () => limiter.consume('alice')))
    expect(decisions.map(({ allowed }) => allowed)).toEqual([
      ...Array<boolean>(7).fill(true),
      false,
      false,
    ])
    expect(decisions.map(({ remaining }) => remaining)).toEqual([6, 5, 4, 3, 2, 1, 0, 0, 0])
  })

  it('takes all units of a request or none', async () => {
    const limiter = make({ limit: 10, windowMs: hourMs })
    expect(await limiter.consume('alice', 6)).toMatchObject({ allowed: true, remaining: 4 })
    expect(await limiter.consume('alice', 5)).toMatchObject({ allowed: false, remaining: 4 })
    expect(await limiter.consume('alice', 4)).toMatchObject({ allowed: true, remaining: 0 })
  })

  it('tells exactly when a request of its cost is allowed, and when one unit more is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 13 }),
        fc.array(fc.tuple(fc.nat(2 * hourMs * 1000), fc.integer({ min: 1, max: 13 })), {
          maxLength: 12,
        }),
        async (limit, requests) => {
          await space.plain.flushdb()
          const limiter = make({ limit, windowMs: hourMs })
          for (const [microseconds, cost] of requests.toSorted(([one], [other]) => one - other)) {
            later(microseconds / 1000)
            await limiter.consume('alice', Math.min(cost, limit))
          }
          const asked = now
          const { allowed, remaining, retryAfterMs, resetMs } = await limiter.consume(
            'alice',
            limit,
          )
          const [key] = await space.plain.keys('*')
          await space.plain.copy(key!, 'as it was')
          const allowsAfter = async (waitMs: number, cost: number) => {
            now = asked + Math.round(waitMs * 1000) - 1
            expect(await limiter.consume('alice', cost)).toMatchObject({ allowed: false })
            now += 1
            expect(await limiter.consume('alice', cost)).toMatchObject({ allowed: true })
            await space.plain.copy('as it was', key!, 'REPLACE')
          }
          if (!allowed) await allowsAfter(retryAfterMs, limit)
          await allowsAfter(resetMs, remaining + 1)
        },
      ),
      { numRuns: 40, seed: 1 },
    )
  })

  it('leaves no key without an end, and none that ends while it is needed', async () => {
    const limiter = make({ limit: 1, windowMs: hourMs })
    for (const ms of [0, 1, hourMs / 2, hourMs, 2 * hourMs]) {
      later(ms)
      const { resetMs } = await limiter.consume('alice')
      const [key] = await space.plain.keys('*')
      const endsAfterMs = await space.plain.pttl(key!)
      // The key ends by the real clock, which goes on while the given one stands still.
      expect(endsAfterMs).toBeGreaterThan(resetMs - 60_000)
      expect(endsAfterMs).toBeGreaterThan(0)
      expect(endsAfterMs).toBeLessThanOrEqual(2 * hourMs)
    }
  })

  it('counts each key by itself', async () => {
    const limiter = make({ limit: 1, windowMs: hourMs })
    expect(await limiter.consume('alice')).toMatchObject({ allowed: true })
    expect(await limiter.consume('bob')).toMatchObject({ allowed: true })
  })

  it('forgets nothing when the clock is set back', async () => {
    const limiter = make({ limit: 2, windowMs: hourMs })
    await limiter.consume('alice', 2)
    later(-2 * hourMs)
    expect(await limiter.consume('alice')).toMatchObject({ allowed: false, remaining: 0 })
  })

  it('goes by the clock of Redis when it is given none', async () => {
    // Longer than this machine will be up: no edge of a window comes by.
    const limiter = algorithms[way]({ redis: space.plain, limit: 1, windowMs: 9_000_000_000 })
    const [seconds] = await space.plain.time()
    expect(await limiter.consume('alice')).toMatchObject({ allowed: true })
    expect(await limiter.consume('alice')).toMatchObject({ allowed: false })
    const given = make({ limit: 1, windowMs: 9_000_000_000 })
    now = (Number(seconds) + 60) * 1_000_000
    expect(await given.consume('alice')).toMatchObject({ allowed: false })
    now = (Number(seconds) + 18_000_000) * 1_000_000
    expect(await given.consume('alice')).toMatchObject({ allowed: true })
  })

  it('goes on when Redis has lost its scripts', async () => {
    await using server = await dedicatedRedis()
    const limiter = algorithms[way]({ redis: server.client(), limit: 3, windowMs: hourMs })
    await limiter.consume('alice')
    await server.client().script('FLUSH')
    expect(await limiter.consume('alice')).toMatchObject({ allowed: true, remaining: 1 })
  })

  it('refuses a cost that no waiting allows, and numbers that are not whole', async () => {
    const limiter = make({ limit: 10, windowMs: hourMs })
    for (const cost of [0, -1, 0.5, 11, Number.NaN]) {
      await expect(limiter.consume('alice', cost)).rejects.toThrow(
        `Cannot limit: cost must be a whole number from 1 to 10, received ${cost}`,
      )
    }
    expect(() => make({ limit: 0, windowMs: hourMs })).toThrow(RangeError)
    expect(() => make({ limit: 10, windowMs: 0.5 })).toThrow(RangeError)
  })
})

describe('Lua', () => {
  it('writes 14 digits of a number, so the scripts format theirs', async () => {
    const written = await space.plain.eval("return 1800000000123456 .. ''", 0)
    expect(written).toBe('1.8000000001235e+15')
    expect(await space.plain.eval("return string.format('%.0f', 1800000000123456)", 0)).toBe(
      '1800000000123456',
    )
  })
})

describe('sliding-window-counter', () => {
  it('refuses a limit that its numbers cannot hold', () => {
    const make = (limit: number) =>
      algorithms['sliding-window-counter']({ redis: space.plain, limit, windowMs: 86_400_000 })
    expect(make(100_000)).toMatchObject({ limit: 100_000 })
    expect(() => make(110_000)).toThrow('Cannot limit: limit times windowMs must be')
  })
})

describe.each(['token-bucket', 'gcra'] as const)('%s with a burst', (way) => {
  it('allows the burst at once, then the limit evenly', async () => {
    const limiter = algorithms[way]({
      redis: space.plain,
      limit: 60,
      windowMs: hourMs,
      burst: 2,
      nowMs: () => now / 1000,
    })
    const allowedAt: number[] = []
    for (let second = 0; second < 300; second += 20) {
      later(second * 1000)
      if ((await limiter.consume('alice')).allowed) allowedAt.push(second)
    }
    expect(allowedAt).toEqual([0, 20, 60, 120, 180, 240])
  })
})
