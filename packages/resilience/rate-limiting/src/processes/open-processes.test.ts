import fc from 'fast-check'
import type { Redis } from 'ioredis'
import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { algorithms } from '../algorithms.ts'
import type { Algorithm } from '../algorithms.ts'
import { openProcesses } from './open-processes.ts'
import type { Processes } from './open-processes.ts'

const count = 4
let space: KeySpace
let plain: Redis
let processes: Processes

beforeAll(async () => {
  space = await redis()
  plain = space.client()
  processes = await openProcesses(count, space.url)
})
afterAll(async () => {
  await processes[Symbol.asyncDispose]()
  await space[Symbol.asyncDispose]()
})

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

async function microseconds(): Promise<number> {
  const [seconds, rest] = await plain.time()
  return Number(seconds) * 1_000_000 + Number(rest)
}

/** The most units that a way may allow between two times of the clock of Redis. */
function mostUnits(way: Algorithm, limit: number, window: number, from: number, to: number) {
  const touched = Math.floor(to / window) - Math.floor(from / window) + 1
  if (way === 'fixed-window' || way === 'sliding-window-counter') return limit * touched
  if (way === 'sliding-window-log') return limit * (Math.floor((to - from) / window) + 1)
  return limit + Math.floor(((to - from) * limit) / window)
}

describe('localTokenBucket', () => {
  it('allows four times the limit in four processes', async () => {
    const allowed = await processes.hammer({
      way: 'local-token-bucket',
      limit: 20,
      windowMs: 3_600_000,
      key: 'local',
      cost: 1,
      requests: 30,
    })
    expect(allowed).toEqual([20, 20, 20, 20])
  })
})

describe.each(Object.keys(algorithms) as Algorithm[])('%s', (way) => {
  let runs = 0

  it('allows four processes that hammer one key exactly the limit', async () => {
    const allowed = await processes.hammer({
      way,
      limit: 20,
      windowMs: 9_000_000_000,
      key: `exact-${way}`,
      cost: 1,
      requests: 30,
    })
    expect(sum(allowed)).toBe(20)
  })

  it('never allows them more than the limit and the time of Redis permit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          limit: fc.integer({ min: 1, max: 40 }),
          windowMs: fc.constantFrom(5, 50, 1_000, 60_000),
          cost: fc.integer({ min: 1, max: 3 }),
          requests: fc.integer({ min: 1, max: 60 }),
        }),
        async ({ limit, windowMs, cost, requests }) => {
          const units = Math.min(cost, limit)
          const key = `${way}-${(runs += 1)}`
          const from = await microseconds()
          const allowed = await processes.hammer({
            way,
            limit,
            windowMs,
            key,
            cost: units,
            requests,
          })
          const to = await microseconds()
          const taken = sum(allowed) * units
          expect(taken).toBeLessThanOrEqual(mostUnits(way, limit, windowMs * 1000, from, to))
          const asked = requests * count * units
          expect(taken).toBeGreaterThanOrEqual(Math.min(asked, limit - (limit % units)))
        },
      ),
      { numRuns: 25, seed: 1 },
    )
  })
})
