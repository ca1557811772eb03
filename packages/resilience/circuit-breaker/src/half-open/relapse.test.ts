import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { ways } from '../ways.ts'
import { relapse } from './relapse.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('circuitBreaker', () => {
  it('needs twice the failures to open again, because refused calls count as calls', async () => {
    expect(await relapse(world, ways['circuit-breaker'])).toEqual({ first: 10, again: 20 })
  })
})
