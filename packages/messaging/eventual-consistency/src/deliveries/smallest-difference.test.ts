import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReplicas } from '../open-replicas.ts'
import type { World } from '../open-replicas.ts'
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
  it('versionPerPost leaves the replicas different after 2 liked, 1 titled', async () => {
    expect(await smallestDifference(world, versionPerPost)).toBe('2 liked, 1 titled')
  })

  it.each([
    { name: 'versionPerFact', way: versionPerFact },
    { name: 'waitForTheGap', way: waitForTheGap },
  ])('$name leaves them equal', async ({ way }) => {
    expect(await smallestDifference(world, way)).toBeUndefined()
  })
})
