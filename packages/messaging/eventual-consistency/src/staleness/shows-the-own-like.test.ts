import { afterAll, beforeAll, expect, it } from 'vitest'
import { openReplicas } from '../open-replicas.ts'
import type { World } from '../open-replicas.ts'
import { oneTransaction } from './one-transaction.ts'
import { projectedLater } from './projected-later.ts'
import { showsTheOwnLike } from './shows-the-own-like.ts'

let world: World
beforeAll(async () => {
  world = await openReplicas()
})
afterAll(() => world[Symbol.asyncDispose]())

it('oneTransaction shows the own like in all 280 orders, and a user waits in 50', async () => {
  const found = await showsTheOwnLike(world, oneTransaction).holds()
  expect(found).toMatchObject({ schedules: 280, waits: 50, exhaustive: true })
})

it('projectedLater shows the count from before in 15,340 of 18,480 orders, and no user waits', async () => {
  expect(await showsTheOwnLike(world, projectedLater).explore()).toMatchObject({
    violations: 15_340,
    schedules: 18_480,
    waits: 0,
    exhaustive: true,
    shortest: { reason: 'Alice likes the post and sees 0 likes' },
  })
})
