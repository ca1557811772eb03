import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'
import { ways } from '../ways.ts'
import { slowSeconds, slowFacts, slowViolation } from './slow-seconds.ts'
import type { Ending } from '../ending-of.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

async function secondsOf(way: Way) {
  const seen = await slowSeconds(world, way)
  const count = (ending: Ending) => seen.calls.filter((call) => call.ending === ending).length
  return {
    violation: slowViolation(seen),
    ...slowFacts(seen),
    answered: count('answered'),
    timedOut: count('timed out'),
    failed: count('failed'),
    refused: count('refused'),
    changes: seen.changes,
  }
}

describe('noProtection', () => {
  it('lets requests pile up to arrivals times latency: 50, and every caller wait 5 s', async () => {
    expect(await secondsOf(ways['no-protection'])).toEqual({
      violation: 'callers wait 5000 ms',
      arrived: 50,
      inFlight: 50,
      waitedMs: 5_000,
      answered: 110,
      timedOut: 0,
      failed: 0,
      refused: 0,
      changes: [],
    })
  })
})

describe('timeoutOnly', () => {
  it('bounds the pile to 10, but sends every call, and every caller waits a second', async () => {
    expect(await secondsOf(ways['timeout-only'])).toEqual({
      violation: 'callers wait 1000 ms',
      arrived: 50,
      inFlight: 10,
      waitedMs: 1_000,
      answered: 60,
      timedOut: 50,
      failed: 0,
      refused: 0,
      changes: [],
    })
  })
})

describe('breakerWithoutTimeout', () => {
  it('never opens, because nothing fails', async () => {
    expect(await secondsOf(ways['breaker-without-timeout'])).toEqual(
      await secondsOf(ways['no-protection']),
    )
  })
})

describe('timeoutWithoutAbort', () => {
  it('frees the callers, and leaves 20 requests in flight at the dependency', async () => {
    expect(await secondsOf(ways['timeout-without-abort'])).toMatchObject({
      violation: '20 requests are in flight',
      arrived: 20,
      inFlight: 20,
      waitedMs: 0,
    })
  })
})

describe('circuitBreaker', () => {
  it('opens, probes in vain, opens again, probes and closes', async () => {
    expect(await secondsOf(ways['circuit-breaker'])).toEqual({
      violation: undefined,
      arrived: 20,
      inFlight: 1,
      waitedMs: 0,
      answered: 41,
      timedOut: 20,
      failed: 0,
      refused: 49,
      changes: [
        { atMs: 2_900, state: 'open', fires: 19, failures: 10, rejects: 0 },
        { atMs: 4_900, state: 'half-open', fires: 19, failures: 8, rejects: 19 },
        { atMs: 5_900, state: 'open', fires: 19, failures: 1, rejects: 18 },
        { atMs: 7_900, state: 'half-open', fires: 19, failures: 0, rejects: 19 },
        { atMs: 7_950, state: 'closed', fires: 20, failures: 0, rejects: 19 },
      ],
    })
  })
})
