import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReplicas } from '../open-replicas.ts'
import type { World } from '../open-replicas.ts'
import { asItComes } from './as-it-comes.ts'
import { clearReplica, converges, deliveries, titlesWrittenAt } from './converges.ts'
import { lastWriteWins } from './last-write-wins.ts'
import { lostEvent } from './lost-event.ts'
import { lostWrites } from './lost-writes.ts'
import { rowPerLike } from './row-per-like.ts'
import { seenEvents } from './seen-events.ts'
import { versionPerFact } from './version-per-fact.ts'
import { versionPerPost } from './version-per-post.ts'
import { waitForTheGap } from './wait-for-the-gap.ts'

let world: World
beforeAll(async () => {
  world = await openReplicas()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('two titles in any order', () => {
  it.each([
    { name: 'asItComes', way: asItComes, broken: 7, orders: 14 },
    { name: 'rowPerLike', way: rowPerLike, broken: 7, orders: 14 },
    { name: 'seenEvents', way: seenEvents, broken: 25, orders: 50 },
  ])(
    'leave the replicas different in $broken of $orders orders of $name',
    async ({ way, broken, orders }) => {
      expect(await converges(world, way, deliveries.titles, 'equal').explore()).toMatchObject({
        violations: broken,
        schedules: orders,
        exhaustive: true,
        shortest: {
          reason: 'east has "Hello, world" with 0 likes, and west "Hello" with 0 likes',
        },
      })
    },
  )

  it.each([
    { name: 'versionPerPost', way: versionPerPost, orders: 24 },
    { name: 'waitForTheGap', way: waitForTheGap, orders: 60 },
    { name: 'versionPerFact', way: versionPerFact, orders: 14 },
  ])('leave the newer one in all $orders orders of $name', async ({ way, orders }) => {
    const found = await converges(world, way, deliveries.titles).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })
})

describe('a like that comes twice', () => {
  it('counts twice in all 14 orders of asItComes', async () => {
    expect(await converges(world, asItComes, deliveries.twice).explore()).toMatchObject({
      violations: 14,
      schedules: 14,
      exhaustive: true,
      shortest: { reason: 'east has "Draft" with 1 like, and west "Draft" with 2 likes' },
    })
  })

  it.each([
    { name: 'seenEvents', way: seenEvents, orders: 24 },
    { name: 'rowPerLike', way: rowPerLike, orders: 14 },
    { name: 'versionPerPost', way: versionPerPost, orders: 24 },
    { name: 'waitForTheGap', way: waitForTheGap, orders: 84 },
    { name: 'lastWriteWins', way: lastWriteWins, orders: 14 },
    { name: 'versionPerFact', way: versionPerFact, orders: 14 },
  ])('counts once in all $orders orders of $name', async ({ way, orders }) => {
    const found = await converges(world, way, deliveries.twice).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })
})

describe('a like and its unlike in any order', () => {
  it('bring the like back in 16 of 20 orders of rowPerLike', async () => {
    expect(await converges(world, rowPerLike, deliveries.unlike).explore()).toMatchObject({
      violations: 16,
      schedules: 20,
      exhaustive: true,
      shortest: { reason: 'east has "Draft" with 0 likes, and west "Draft" with 1 like' },
    })
  })

  it('leave -1 likes in 12 of 24 orders of versionPerPost', async () => {
    expect(await converges(world, versionPerPost, deliveries.unlike).explore()).toMatchObject({
      violations: 12,
      schedules: 24,
      exhaustive: true,
      shortest: { reason: 'east has "Draft" with 0 likes, and west "Draft" with -1 likes' },
    })
  })

  it.each([
    { name: 'asItComes', way: asItComes, orders: 14 },
    { name: 'seenEvents', way: seenEvents, orders: 50 },
    { name: 'waitForTheGap', way: waitForTheGap, orders: 60 },
    { name: 'versionPerFact', way: versionPerFact, orders: 14 },
  ])('leave no like in all $orders orders of $name', async ({ way, orders }) => {
    const found = await converges(world, way, deliveries.unlike).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })

  it('leave none when the like comes again: all 636 orders of versionPerFact', async () => {
    const found = await converges(world, versionPerFact, deliveries.likeAgain).holds()
    expect(found).toMatchObject({ schedules: 636, exhaustive: true })
  })
})

describe('lastWriteWins', () => {
  it.each([
    { what: 'titles', arriving: deliveries.titles },
    { what: 'likes', arriving: deliveries.unlike },
  ])('loses one of two $what on both replicas, in all 14 orders', async ({ arriving }) => {
    const equal = await converges(world, lastWriteWins, arriving, 'equal').holds()
    expect(equal).toMatchObject({ schedules: 14, exhaustive: true })
    const right = await converges(world, lastWriteWins, arriving).explore()
    expect(right).toMatchObject({ violations: 14, schedules: 14 })
    expect(right.shortest?.reason).toMatch(/^both have/)
  })

  it('leaves the replicas different at the same millisecond, in 7 of 14 orders', async () => {
    const tie = titlesWrittenAt(5_000, 5_000)
    expect(await converges(world, lastWriteWins, tie, 'equal').explore()).toMatchObject({
      violations: 7,
      schedules: 14,
      exhaustive: true,
      // The first to come stays.
      shortest: {
        reason: 'east has "Hello" with 0 likes, and west "Hello, world" with 0 likes',
      },
    })
  })

  it('is right where the clocks agree, in all 14 orders', async () => {
    const found = await converges(world, lastWriteWins, titlesWrittenAt(2_000, 5_000)).holds()
    expect(found).toMatchObject({ schedules: 14, exhaustive: true })
  })

  it.each([
    { aheadMs: 0, lost: 0 },
    { aheadMs: 900, lost: 0 },
    { aheadMs: 1_100, lost: 5 },
    { aheadMs: 5_000, lost: 5 },
  ])('loses $lost of 10 writes that come in order, $aheadMs ms apart', async (row) => {
    expect(await lostWrites(world, lastWriteWins, row.aheadMs)).toBe(row.lost)
  })
})

describe('an event that never arrives', () => {
  it('stops its post with waitForTheGap', async () => {
    expect(await lostEvent(world, waitForTheGap)).toBe('title 1')
  })

  it('is passed over by versionPerFact', async () => {
    expect(await lostEvent(world, versionPerFact)).toBe('title 3')
  })
})

describe('an event of a post that the replica does not have', () => {
  const event = { post: 7, version: 1, writtenAt: 1, type: 'titled', title: 'Hello' } as const

  it('makes the post known to versionPerFact', async () => {
    const { plain } = world.west
    await clearReplica(plain)
    const like = { post: 7, version: 2, writtenAt: 2, type: 'liked', user: 'alice' } as const
    await versionPerFact.apply(plain, like)
    expect(await versionPerFact.read(plain, 7)).toEqual({ title: '', likes: 1 })
    await versionPerFact.apply(plain, event)
    expect(await versionPerFact.read(plain, 7)).toEqual({ title: 'Hello', likes: 1 })
  })

  it('is refused by waitForTheGap, which stores nothing', async () => {
    const { plain } = world.west
    await clearReplica(plain)
    await expect(waitForTheGap.apply(plain, event)).rejects.toThrow(
      new RangeError('Cannot apply event: post must be in this replica, received 7'),
    )
    const { rows } = await plain.query('select from waiting')
    expect(rows).toEqual([])
  })
})
