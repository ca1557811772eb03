import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReplicas } from '../open-replicas.ts'
import type { World } from '../open-replicas.ts'
import { asItComes } from './as-it-comes.ts'
import { rowPerLike } from './row-per-like.ts'
import { seenEvents } from './seen-events.ts'
import { smallestDifference } from './smallest-difference.ts'
import { versionPerFact } from './version-per-fact.ts'
import { versionPerPost } from './version-per-post.ts'
import { waitForTheGap } from './wait-for-the-gap.ts'

let world: World
beforeAll(async () => {
  world = await openReplicas()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('events in any order, some of them twice', () => {
  it.each([
    { name: 'asItComes', way: asItComes, arriving: '2 titled, 1 titled' },
    { name: 'seenEvents', way: seenEvents, arriving: '2 titled, 1 titled' },
    { name: 'rowPerLike', way: rowPerLike, arriving: '2 titled, 1 titled' },
    { name: 'versionPerPost', way: versionPerPost, arriving: '2 liked, 1 titled' },
  ])('$name leaves the replicas different after $arriving', async ({ way, arriving }) => {
    expect(await smallestDifference(world, way)).toBe(arriving)
  })

  it.each([
    { name: 'versionPerFact', way: versionPerFact },
    { name: 'waitForTheGap', way: waitForTheGap },
  ])('$name leaves them equal', async ({ way }) => {
    expect(await smallestDifference(world, way)).toBeUndefined()
  })
})
