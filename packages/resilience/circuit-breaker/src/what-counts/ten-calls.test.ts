import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { ways } from '../ways.ts'
import { meetEveryTrouble, tenCallsViolation } from './ten-calls.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const opens = {
  'answers 500': 'opens',
  'refuses the connection': 'opens',
  hangs: 'opens',
  'takes 5 s': 'opens',
  'answers 404': 'opens',
}

describe('statusBlind', () => {
  it('stays closed when the dependency answers 500, because fetch resolves', async () => {
    const found = await meetEveryTrouble(world, ways['status-blind'])
    expect(found).toEqual({
      ...opens,
      'answers 500': 'stays closed',
      'answers 404': 'stays closed',
    })
    expect(tenCallsViolation(found)).toBe('stays closed when it answers 500')
  })
})

describe('everyError', () => {
  it('opens when the callers ask for what is not there', async () => {
    const found = await meetEveryTrouble(world, ways['every-error'])
    expect(found).toEqual(opens)
    expect(tenCallsViolation(found)).toBe('opens when it answers 404')
  })
})

describe('circuitBreaker', () => {
  it('opens in every trouble of the dependency, and not for a 404', async () => {
    const found = await meetEveryTrouble(world, ways['circuit-breaker'])
    expect(found).toEqual({ ...opens, 'answers 404': 'stays closed' })
    expect(tenCallsViolation(found)).toBe(undefined)
  })
})
