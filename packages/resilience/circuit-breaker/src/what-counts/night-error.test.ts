import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { ways } from '../ways.ts'
import { nightError } from './night-error.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('noVolumeThreshold', () => {
  it('opens after one call that fails, and refuses five good ones', async () => {
    expect(await nightError(world, ways['no-volume-threshold'])).toEqual({
      failed: 1,
      answered: 0,
      refused: 5,
    })
  })
})

describe('circuitBreaker', () => {
  it('stays closed while the window holds less than ten calls', async () => {
    expect(await nightError(world, ways['circuit-breaker'])).toEqual({
      failed: 1,
      answered: 5,
      refused: 0,
    })
  })
})
