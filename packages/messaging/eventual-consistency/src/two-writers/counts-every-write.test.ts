import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReplicas } from '../open-replicas.ts'
import type { World } from '../open-replicas.ts'
import { counterPerReplica } from './counter-per-replica.ts'
import { countsEveryWrite, differentUsers, sameUser, unlikeAndLike } from './counts-every-write.ts'
import { newestNumber } from './newest-number.ts'
import { taggedLikes } from './tagged-likes.ts'
import { unionOfRows } from './union-of-rows.ts'

let world: World
beforeAll(async () => {
  world = await openReplicas()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a like in the east and an unlike in the west', () => {
  it.each([
    { name: 'newestNumber', way: newestNumber, broken: 50, orders: 63, count: 0 },
    { name: 'unionOfRows', way: unionOfRows, broken: 69, orders: 69, count: 2 },
  ])('are counted wrong in $broken of $orders orders of $name', async (row) => {
    expect(await countsEveryWrite(world, row.way, differentUsers).explore()).toMatchObject({
      violations: row.broken,
      schedules: row.orders,
      exhaustive: true,
      shortest: { reason: `both count ${row.count}, right is 1` },
    })
  })

  it.each([
    { name: 'counterPerReplica', way: counterPerReplica },
    { name: 'taggedLikes', way: taggedLikes },
  ])('are both counted in all 63 orders of $name', async ({ way }) => {
    const found = await countsEveryWrite(world, way, differentUsers).holds()
    expect(found).toMatchObject({ schedules: 63, exhaustive: true })
  })
})

describe('a user who likes at both replicas', () => {
  it('counts twice in all 63 orders of counterPerReplica', async () => {
    expect(await countsEveryWrite(world, counterPerReplica, sameUser).explore()).toMatchObject({
      violations: 63,
      schedules: 63,
      exhaustive: true,
      shortest: { reason: 'both count 3, right is 2' },
    })
  })

  it('counts once in all 84 orders of taggedLikes', async () => {
    const found = await countsEveryWrite(world, taggedLikes, sameUser).holds()
    expect(found).toMatchObject({ schedules: 84, exhaustive: true })
  })
})

it('taggedLikes keeps a like that comes at the same time as an unlike, in all 84 orders', async () => {
  const found = await countsEveryWrite(world, taggedLikes, unlikeAndLike).holds()
  expect(found).toMatchObject({ schedules: 84, exhaustive: true })
})
