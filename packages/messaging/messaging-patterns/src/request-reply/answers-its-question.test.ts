import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { Stores } from '../open-stores.ts'
import { answersItsQuestion } from './answers-its-question.ts'
import { correlationId } from './correlation-id.ts'
import { queueOfTheCaller } from './queue-of-the-caller.ts'
import { queueOfTheRequest } from './queue-of-the-request.ts'
import { sharedQueue } from './shared-queue.ts'

const strangers = { alice: ['tea'], bob: ['jug'] }

let world: Stores
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('sharedQueue', () => {
  it('gives the reply to whoever comes first, in 150 of 304 orders', async () => {
    expect(await answersItsQuestion(world, sharedQueue, strangers).explore()).toMatchObject({
      schedules: 304,
      violations: 150,
      exhaustive: true,
      shortest: { reason: 'bob asks for the jug, and hears "tea costs 4"' },
    })
  })
})

describe('queueOfTheCaller', () => {
  it('keeps two callers apart', async () => {
    const race = answersItsQuestion(world, queueOfTheCaller, strangers)
    expect(await race.holds()).toMatchObject({ exhaustive: true })
  })

  it('gives a reply that comes too late to the next question, in 27 of 46 orders', async () => {
    expect(await answersItsQuestion(world, queueOfTheCaller).explore()).toMatchObject({
      schedules: 46,
      violations: 27,
      exhaustive: true,
      shortest: { reason: 'alice asks for the cup, and hears "tea costs 4"' },
    })
  })
})

describe.each([
  { way: correlationId, schedules: 70 },
  { way: queueOfTheRequest, schedules: 46 },
])('$way.name', ({ way, schedules }) => {
  it(`gives no caller a reply to another question, in all ${schedules} orders`, async () => {
    expect(await answersItsQuestion(world, way).holds()).toMatchObject({
      schedules,
      exhaustive: true,
    })
  })

  it('keeps two callers apart', async () => {
    const race = answersItsQuestion(world, way, strangers)
    expect(await race.holds()).toMatchObject({ exhaustive: true })
  })
})

describe('queueOfTheRequest', () => {
  it('leaves a key for each reply that comes too late', async () => {
    const race = answersItsQuestion(world, queueOfTheRequest)
    await race.replay('alice×4 server×4')
    expect(await world.unwatched.redis.keys('replies:*')).toHaveLength(2)
  })
})
