import fc from 'fast-check'
import { virtualClock } from '@lab/conductor/clock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { algorithms } from './algorithms.ts'
import type { Algorithm } from './algorithms.ts'
import { mostInAnyWindow } from './most-in-any-window.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import { playTraffic } from './play-traffic.ts'
import { localTokenBucket } from './token-bucket/local-token-bucket.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

const hourMs = 3_600_000

/** A greedy client: its limit just before a window ends, again right after, then on and on. */
const greedy = {
  limit: 10,
  windowMs: hourMs,
  timesMs: [
    ...Array<number>(10).fill(hourMs - 0.001),
    ...Array<number>(10).fill(hourMs),
    ...Array.from({ length: 3 * 360 }, (_, turn) => hourMs + turn * 10_000),
  ],
}

/** Any traffic, over a few windows, with several requests at one time. */
const anyTraffic = fc.record({
  limit: fc.integer({ min: 1, max: 9 }),
  windowMs: fc.constant(hourMs),
  timesMs: fc
    .array(fc.tuple(fc.nat(4 * hourMs), fc.integer({ min: 1, max: 6 })), { maxLength: 40 })
    .map((bursts) =>
      bursts
        .toSorted(([one], [other]) => one - other)
        .flatMap(([ms, requests]) => Array<number>(requests).fill(ms)),
    ),
})

let keys = 0
const allowed = (way: Algorithm, traffic: typeof greedy) =>
  playTraffic(space.plain, algorithms[way], traffic, `key-${(keys += 1)}`)

describe('mostInAnyWindow', () => {
  it('counts a time that is exactly one window later in the next one', () => {
    expect(mostInAnyWindow([0, 5, 9, 10, 11], 10)).toBe(4)
    expect(mostInAnyWindow([0, 10, 20], 10)).toBe(1)
    expect(mostInAnyWindow([], 10)).toBe(0)
  })
})

describe.each([
  { way: 'fixed-window', most: 20, atOnce: 20 },
  { way: 'sliding-window-log', most: 10, atOnce: 10 },
  { way: 'sliding-window-counter', most: 19, atOnce: 10 },
  { way: 'token-bucket', most: 19, atOnce: 10 },
  { way: 'gcra', most: 19, atOnce: 10 },
] as const)('$way', ({ way, most, atOnce }) => {
  it(`lets a greedy client have ${most} of 10 in one window, and ${atOnce} in one minute`, async () => {
    const times = await allowed(way, greedy)
    expect(mostInAnyWindow(times, hourMs)).toBe(most)
    expect(mostInAnyWindow(times, 60_000)).toBe(atOnce)
  })

  it('lets no traffic have more of its limit than that', async () => {
    await fc.assert(
      fc.asyncProperty(anyTraffic, async (traffic) => {
        const found = mostInAnyWindow(await allowed(way, traffic), traffic.windowMs)
        const bound = { 10: traffic.limit, 19: 2 * traffic.limit - 1, 20: 2 * traffic.limit }[most]
        expect(found).toBeLessThanOrEqual(bound)
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})

describe('sliding-window-log', () => {
  it('refuses only what would be too many', async () => {
    await fc.assert(
      fc.asyncProperty(anyTraffic, async (traffic) => {
        const expected: number[] = []
        for (const time of traffic.timesMs) {
          const inWindow = expected.filter((one) => one > time - traffic.windowMs).length
          if (inWindow < traffic.limit) expected.push(time)
        }
        expect(await allowed('sliding-window-log', traffic)).toEqual(expected)
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})

describe('gcra', () => {
  it('decides as the token bucket does, in Redis and in memory', async () => {
    await fc.assert(
      fc.asyncProperty(anyTraffic, async (traffic) => {
        const bucket = await allowed('token-bucket', traffic)
        expect(await allowed('gcra', traffic)).toEqual(bucket)
        expect(await allowedLocally(traffic)).toEqual(bucket)
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})

async function allowedLocally({ timesMs, ...options }: typeof greedy): Promise<number[]> {
  const clock = virtualClock()
  const limiter = localTokenBucket({ ...options, clock })
  const times: number[] = []
  for (const time of timesMs) {
    await clock.advance(time - clock.now())
    if ((await limiter.consume('api')).allowed) times.push(time)
  }
  return times
}
