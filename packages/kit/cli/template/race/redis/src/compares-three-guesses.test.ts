import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparesThreeGuesses } from './compares-three-guesses.ts'
import { getThenIncrement } from './get-then-increment.ts'
import { incrementThenCheck } from './increment-then-check.ts'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'
import { watchedKey } from './watched-key.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('getThenIncrement', () => {
  it('compares a fourth guess in 4 of 6 orders', async () => {
    expect(await comparesThreeGuesses(space, getThenIncrement).explore()).toMatchObject({
      schedules: 6,
      violations: 4,
      exhaustive: true,
      shortest: { reason: '4 guesses compared' },
    })
  })
})

describe.each([
  { way: incrementThenCheck, schedules: 2 },
  { way: watchedKey, schedules: 20 },
])('$way.name', ({ way, schedules }) => {
  it(`compares three guesses in all ${schedules} orders`, async () => {
    expect(await comparesThreeGuesses(space, way).holds()).toMatchObject({
      schedules,
      exhaustive: true,
    })
  })
})

describe('incrementThenCheck', () => {
  it('counts a refused guess too', async () => {
    await space.plain.flushdb()
    for (let guess = 0; guess < 5; guess += 1) await incrementThenCheck(space.plain, 'alice')
    expect(await space.plain.get('guesses:alice')).toBe('5')
  })

  it('lets the count end ten minutes after the first guess, whenever the last one comes', async () => {
    await space.plain.flushdb()
    await incrementThenCheck(space.plain, 'alice')
    await space.plain.expire('guesses:alice', 100)
    await incrementThenCheck(space.plain, 'alice')
    expect(await space.plain.ttl('guesses:alice')).toBeLessThanOrEqual(100)
  })
})

describe('incr', () => {
  it('makes a key without an end when there is none', async () => {
    await space.plain.flushdb()
    await space.plain.incr('guesses:alice')
    expect(await space.plain.ttl('guesses:alice')).toBe(-1)
  })
})

describe('exec', () => {
  it('answers null and runs nothing when a watched key has changed', async () => {
    const { plain } = space
    const [watching] = space.clients
    await plain.flushdb()
    await watching.watch('guesses:alice')
    await plain.set('guesses:alice', 1)
    expect(await watching.multi().incr('guesses:alice').exec()).toBeNull()
    expect(await plain.get('guesses:alice')).toBe('1')
  })
})
