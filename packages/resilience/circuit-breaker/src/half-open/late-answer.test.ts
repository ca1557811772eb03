import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { ways } from '../ways.ts'
import { lateAnswer } from './late-answer.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('circuitBreaker', () => {
  it('is closed by a late answer when the timeout is longer than the reset timeout', async () => {
    expect(await lateAnswer(world, ways['timeout-longer-than-reset'])).toEqual({
      slowCall: 'answered',
      state: 'closed',
      arrived: 20,
    })
  })

  it('hears no late answer when the timeout is shorter', async () => {
    expect(await lateAnswer(world, ways['circuit-breaker'])).toEqual({
      slowCall: 'timed out',
      state: 'half-open',
      arrived: 1,
    })
  })
})
