import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { StatusError } from '../get-price.ts'
import { endingOf } from '../price-source.ts'
import { sharedBreaker } from './shared-breaker.ts'
import { sharedSettings } from '../settings.ts'

let space: KeySpace
let client: Redis
beforeAll(async () => {
  space = await redis()
  client = space.client()
})
afterAll(() => space[Symbol.asyncDispose]())

let atMs: number
beforeEach(async () => {
  await client.flushdb()
  atMs = 0
})

const { key, resetTimeoutMs, probeTimeoutMs, windowMs } = sharedSettings
const options = { ...sharedSettings, nowMs: () => atMs }
const answers = async () => 20
const fails = async (): Promise<number> => {
  throw new StatusError(500)
}
const ask = (call: () => Promise<number>) => endingOf(sharedBreaker(client, call, options).fire())

async function askTimes(times: number, call: () => Promise<number>): Promise<string[]> {
  const endings: string[] = []
  for (let time = 0; time < times; time++) endings.push(await ask(call))
  return endings
}

describe('sharedBreaker', () => {
  it('opens when more than half of ten calls have failed', async () => {
    await askTimes(5, answers)
    expect(await askTimes(6, fails)).toEqual(Array(6).fill('failed'))
    expect(await ask(answers)).toBe('refused')
  })

  it('stays closed when half of them have', async () => {
    await askTimes(5, answers)
    await askTimes(5, fails)
    expect(await ask(answers)).toBe('answered')
  })

  it('counts in a window', async () => {
    await askTimes(9, fails)
    atMs += windowMs
    expect(await askTimes(9, fails)).toEqual(Array(9).fill('failed'))
    expect(await ask(answers)).toBe('answered')
  })

  it('stays open for the reset timeout, opens again after a probe in vain, and closes after a good one', async () => {
    await askTimes(10, fails)
    atMs += resetTimeoutMs - 1
    expect(await ask(answers)).toBe('refused')
    atMs += 1
    expect([await ask(fails), await ask(answers)]).toEqual(['failed', 'refused'])
    atMs += resetTimeoutMs
    expect(await askTimes(3, answers)).toEqual(['answered', 'answered', 'answered'])
  })

  it('takes a 404 for an answer', async () => {
    await askTimes(10, async () => {
      throw new StatusError(404)
    })
    expect(await ask(answers)).toBe('answered')
  })

  it('lets another process probe when the first does not report, and then hears only the other', async () => {
    await askTimes(10, fails)
    atMs += resetTimeoutMs
    const silent = Promise.withResolvers<number>()
    const first = ask(() => silent.promise)
    await client.ping()
    atMs += probeTimeoutMs - 1
    expect(await ask(fails)).toBe('refused')
    atMs += 1
    expect(await ask(fails)).toBe('failed')
    silent.resolve(20)
    expect(await first).toBe('answered')
    expect(await ask(answers)).toBe('refused')
  })

  it('is not opened in half-open by a failure from before', async () => {
    const late = Promise.withResolvers<number>()
    const slow = ask(() => late.promise)
    await askTimes(9, fails)
    atMs += resetTimeoutMs
    const probe = Promise.withResolvers<number>()
    const probing = ask(() => probe.promise)
    await client.ping()
    late.reject(new StatusError(500))
    expect(await slow).toBe('failed')
    probe.resolve(20)
    expect(await probing).toBe('answered')
    expect(await ask(answers)).toBe('answered')
  })

  it("uses Redis's own clock", async () => {
    const { nowMs: _, ...timeOfRedis } = options
    const timeMs = async () => {
      const [seconds, microseconds] = await client.time()
      return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000)
    }
    const beforeMs = await timeMs()
    for (let call = 0; call < 10; call++) {
      await endingOf(sharedBreaker(client, fails, timeOfRedis).fire())
    }
    const { until, window_ends: windowEnds } = await client.hgetall(key)
    const afterMs = await timeMs()
    expect(Number(until)).toBeGreaterThanOrEqual(beforeMs + resetTimeoutMs)
    expect(Number(until)).toBeLessThanOrEqual(afterMs + resetTimeoutMs)
    expect(Number(windowEnds)).toBeGreaterThanOrEqual(beforeMs + windowMs)
    expect(Number(windowEnds)).toBeLessThanOrEqual(afterMs + windowMs)
  })

  it('lets calls through when Redis is gone', async () => {
    await using server = await dedicatedRedis()
    const gone = server.client({
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      lazyConnect: true,
    })
    await gone.connect()
    const breaker = sharedBreaker(gone, answers, options)
    expect(await endingOf(breaker.fire())).toBe('answered')
    await server.crash()
    expect(await endingOf(breaker.fire())).toBe('answered')
  })
})
