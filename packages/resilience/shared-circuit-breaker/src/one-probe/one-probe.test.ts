import { watch } from '@lab/conductor'
import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkThenSet } from './check-then-set.ts'
import { oneProbe } from './one-probe.ts'
import { sharedBreaker } from './shared-breaker.ts'

let space: KeySpace
beforeAll(async () => {
  space = await redis()
})
afterAll(() => space[Symbol.asyncDispose]())

const processes = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, watch(space.client())]))

describe('checkThenSet', () => {
  it('sends two probes in 140 of 148 orders of two processes', async () => {
    const race = oneProbe(space.client(), processes('one', 'two'), checkThenSet)
    expect(await race.explore()).toMatchObject({
      schedules: 148,
      violations: 140,
      exhaustive: true,
      shortest: { schedule: 'one two×5 one×4', reason: '2 probes reach the service' },
    })
  })
})

describe('sharedBreaker', () => {
  it('sends one probe in all 6 orders of two processes', async () => {
    const race = oneProbe(space.client(), processes('one', 'two'), sharedBreaker)
    expect(await race.holds()).toMatchObject({ schedules: 6, exhaustive: true })
  })

  it('sends one probe in all 240 orders of four processes', async () => {
    const four = processes('one', 'two', 'three', 'four')
    const race = oneProbe(space.client(), four, sharedBreaker)
    expect(await race.holds()).toMatchObject({ schedules: 240, exhaustive: true })
  })
})
