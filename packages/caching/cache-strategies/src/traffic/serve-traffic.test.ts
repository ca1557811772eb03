import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { behindInAList } from '../strategies/behind-in-a-list.ts'
import { behindInAStream } from '../strategies/behind-in-a-stream.ts'
import { behindInMemory } from '../strategies/behind-in-memory.ts'
import { cacheAside } from '../strategies/cache-aside.ts'
import { noCache } from '../strategies/no-cache.ts'
import { readThrough } from '../strategies/read-through.ts'
import { writeThrough } from '../strategies/write-through.ts'
import { serveTraffic } from './serve-traffic.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

const none = { hits: 0, statements: 300, oldInReports: 0, unreadKeys: 0 }
const aside = { hits: 138, statements: 162, oldInReports: 0, unreadKeys: 0 }
const through = { hits: 175, statements: 125, oldInReports: 0, unreadKeys: 6 }
const behind = { hits: 175, statements: 66, oldInReports: 63, unreadKeys: 6 }

describe('300 requests, 63 of them writes', () => {
  it.each([
    { way: noCache, name: 'noCache', counts: none },
    { way: cacheAside, name: 'cacheAside', counts: aside },
    { way: readThrough, name: 'readThrough', counts: aside },
    { way: writeThrough, name: 'writeThrough', counts: through },
    { way: behindInMemory, name: 'behindInMemory', counts: behind },
    { way: behindInAList, name: 'behindInAList', counts: behind },
    { way: behindInAStream, name: 'behindInAStream', counts: behind },
  ])('are $counts.statements statements with $name', async ({ way, counts }) => {
    expect(await serveTraffic(world, way, 20)).toEqual({ reads: 237, oldReads: 0, ...counts })
  })
})

describe('300 reads', () => {
  it('are the same statements with each strategy', async () => {
    const statements = []
    for (const way of [cacheAside, writeThrough, behindInMemory])
      statements.push((await serveTraffic(world, way, 0)).statements)
    expect(new Set(statements).size).toBe(1)
  })
})
