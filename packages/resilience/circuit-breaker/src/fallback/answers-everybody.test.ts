import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { ways } from '../ways.ts'
import { answersEverybody, answersViolation } from './answers-everybody.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const allFromThere = { arrived: 5, from: { dependency: 5 } }

describe('circuitBreaker without a fallback', () => {
  it('gives twenty callers an error: ten from the dependency, ten of its own', async () => {
    const answers = await answersEverybody(world, ways['no-fallback'])
    expect(answers).toEqual({ well: allFromThere, down: { from: { failed: 10, refused: 10 } } })
    expect(answersViolation(answers)).toBe('20 callers get an error')
  })
})

describe('fallback', () => {
  it('gives twenty callers the list price, and says so', async () => {
    const answers = await answersEverybody(world, ways.fallback)
    expect(answers).toEqual({ well: allFromThere, down: { from: { list: 20 } } })
    expect(answersViolation(answers)).toBe(undefined)
  })
})

describe('cachedFallback', () => {
  it('gives twenty callers the last price, and says how old it is', async () => {
    const answers = await answersEverybody(world, ways['cached-fallback'])
    expect(answers).toEqual({ well: allFromThere, down: { from: { memory: 20 } } })
    expect(answersViolation(answers)).toBe(undefined)
  })

  it('gives the error when it has seen no price, or none that is new enough', async () => {
    const { clock, dependency, pass } = world
    await dependency.reset()
    using _ = clock.replaceTimers()
    const breaker = ways['cached-fallback'](dependency, clock)
    await dependency.behave({ kind: 'refuses' })
    await expect(breaker.fire()).rejects.toThrow('fetch failed')
    await dependency.behave({ kind: 'answers' })
    await breaker.fire()
    await dependency.behave({ kind: 'refuses' })
    await pass(60_000)
    expect(await breaker.fire()).toEqual({ price: 20, from: 'memory', ageMs: 60_000 })
    await pass(50)
    await expect(breaker.fire()).rejects.toThrow('fetch failed')
    breaker.shutdown()
  })
})

describe('cacheOption', () => {
  it('asks once while all is well, and gives errors when its memory has expired', async () => {
    const answers = await answersEverybody(world, ways['cache-option'])
    expect(answers).toEqual({
      well: { arrived: 1, from: { dependency: 5 } },
      down: { from: { failed: 10, refused: 10 } },
    })
    expect(answersViolation(answers)).toBe('20 callers get an error')
  })
})
