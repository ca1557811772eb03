import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersEveryCaller, endingOf } from './answers-every-caller.ts'
import { cacheOption } from './cache-option.ts'
import { defaultPrice } from './default-price.ts'
import { lastKnownPrice } from './last-known-price.ts'
import { noFallback } from './no-fallback.ts'
import { openWorld } from './open-world.ts'
import type { World } from './open-world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const allFromTheService = { arrived: 5, endings: { service: 5 } }

describe('noFallback', () => {
  it('gives twenty callers an error: ten from the service, ten of its own', async () => {
    expect(await answersEveryCaller(world, noFallback)).toEqual({
      well: allFromTheService,
      down: { failed: 10, refused: 10 },
      violation: '20 callers get an error',
    })
  })
})

describe('defaultPrice', () => {
  it('gives twenty callers the list price, and says so', async () => {
    expect(await answersEveryCaller(world, defaultPrice)).toEqual({
      well: allFromTheService,
      down: { default: 20 },
      violation: undefined,
    })
  })

  it('answers calls that fail and calls that are refused', async () => {
    const { clock, service } = world
    await service.reset()
    using _ = clock.replaceTimers()
    const breaker = defaultPrice(world)
    await service.behave({ kind: 'refuses' })
    expect([breaker.opened, await endingOf(breaker.fire())]).toEqual([false, 'default'])
    breaker.open()
    expect([breaker.opened, await endingOf(breaker.fire())]).toEqual([true, 'default'])
    breaker.shutdown()
  })

  it('opens after ten failures, although every caller gets an answer', async () => {
    const { clock, service } = world
    await service.reset()
    using _ = clock.replaceTimers()
    const breaker = defaultPrice(world)
    await service.behave({ kind: 'refuses' })
    for (let call = 0; call < 10; call++) expect(await endingOf(breaker.fire())).toBe('default')
    expect(breaker.opened).toBe(true)
    breaker.shutdown()
  })
})

describe('lastKnownPrice', () => {
  it('gives twenty callers the last price, and says how old it is', async () => {
    expect(await answersEveryCaller(world, lastKnownPrice)).toEqual({
      well: allFromTheService,
      down: { memory: 20 },
      violation: undefined,
    })
  })

  it('gives the error when it has seen no price', async () => {
    const { clock, service } = world
    await service.reset()
    using _ = clock.replaceTimers()
    const breaker = lastKnownPrice(world)
    await service.behave({ kind: 'refuses' })
    await expect(breaker.fire()).rejects.toThrow('fetch failed')
    breaker.shutdown()
  })

  it('gives the error when the last price is too old', async () => {
    const { clock, service } = world
    await service.reset()
    using _ = clock.replaceTimers()
    const breaker = lastKnownPrice(world)
    await breaker.fire()
    await service.behave({ kind: 'refuses' })
    await clock.advance(60_000)
    expect(await breaker.fire()).toEqual({ price: 20, from: 'memory', ageMs: 60_000 })
    await clock.advance(50)
    await expect(breaker.fire()).rejects.toThrow('fetch failed')
    breaker.shutdown()
  })
})

describe('cacheOption', () => {
  it('asks once while the service is well, and gives errors when its memory has expired', async () => {
    expect(await answersEveryCaller(world, cacheOption)).toEqual({
      well: { arrived: 1, endings: { service: 5 } },
      down: { failed: 10, refused: 10 },
      violation: '20 callers get an error',
    })
  })
})
