import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endingOf } from '../ending-of.ts'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { settings } from '../settings.ts'
import { ways } from '../ways.ts'
import { outage, outageViolation } from './outage.ts'
import type { Round } from './outage.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const allRefused: Round = { calls: 20, arrived: 0, answered: 0, failed: 0, refused: 20 }
const allAnswered: Round = { calls: 20, arrived: 20, answered: 20, failed: 0, refused: 0 }
const tenFailures: Round = { calls: 11, arrived: 10, answered: 0, failed: 10, refused: 1 }

describe('textbookBreaker', () => {
  it('never closes again: it refuses a dependency that is well', async () => {
    const story = await outage(world, ways['textbook-breaker'])
    expect(story).toEqual({
      failing: tenFailures,
      hanging: allRefused,
      well: allRefused,
      afterwards: allRefused,
    })
    expect(outageViolation(story)).toBe('20 calls are refused, and the service is well')
  })
})

describe('unguardedHalfOpen', () => {
  it('lets all twenty callers through in half-open', async () => {
    const story = await outage(world, ways['unguarded-half-open'])
    expect(story).toEqual({
      failing: tenFailures,
      hanging: { calls: 20, arrived: 20, answered: 0, failed: 20, refused: 0 },
      well: allAnswered,
      afterwards: allAnswered,
    })
    expect(outageViolation(story)).toBe('20 calls reach a service that may still be down')
  })
})

describe('breakerWithoutTimeout', () => {
  it('stays half-open for ever when its probe hangs', async () => {
    const story = await outage(world, ways['breaker-without-timeout'])
    expect(story).toEqual({
      failing: tenFailures,
      hanging: { calls: 20, arrived: 1, answered: 0, failed: 0, refused: 19 },
      well: allRefused,
      afterwards: allRefused,
    })
    expect(outageViolation(story)).toBe('20 calls are refused, and the service is well')
  })
})

describe('circuitBreaker', () => {
  it('lets one of twenty callers through in half-open, and all after its success', async () => {
    const story = await outage(world, ways['circuit-breaker'])
    expect(story).toEqual({
      failing: tenFailures,
      hanging: { calls: 20, arrived: 1, answered: 0, failed: 1, refused: 19 },
      well: { calls: 20, arrived: 1, answered: 1, failed: 0, refused: 19 },
      afterwards: allAnswered,
    })
    expect(outageViolation(story)).toBe(undefined)
  })

  it('becomes half-open also when twenty calls have failed at once', async () => {
    const { clock, dependency, pass } = world
    await dependency.reset()
    using _ = clock.replaceTimers()
    const breaker = ways['circuit-breaker'](dependency, clock)
    await dependency.behave({ kind: 'answers', status: 500 })
    await Promise.all(Array.from({ length: 20 }, () => endingOf(breaker.fire())))
    expect(breaker.opened).toBe(true)
    await pass(settings.resetTimeout)
    expect(breaker.halfOpen).toBe(true)
    breaker.shutdown()
  })
})
