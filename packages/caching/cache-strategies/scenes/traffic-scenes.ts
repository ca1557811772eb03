import { judge, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  behindInMemory,
  cacheAside,
  cacheFirst,
  noCache,
  servesTheNewPrice,
  serveTraffic,
  writeThrough,
} from '../src/index.ts'
import type { World } from '../src/index.ts'
import { wayOf, ways } from './ways.ts'

export const usualWritePercent = 20

export const sameTrafficScene: Scene<World> = {
  id: 'same-traffic',
  title: 'The same traffic through each strategy',
  async play(stage, world) {
    await stage.say(
      'A list of 300 requests for 100 products, drawn once by a seed: product n in proportion to 1/n. 63 of them are writes. Write-behind flushes after each 20th write. After each 30th request a report reads all prices from PostgreSQL, past the cache. One request comes after another, so no read is old; side by side is the matter of another scene.',
    )
    const rows = []
    const found = new Map<string, number>()
    for (const { way, open } of [{ way: 'no-cache', open: noCache }, ...ways]) {
      const served = await serveTraffic(world, open, usualWritePercent)
      found.set(way, served.oldInReports)
      rows.push([
        way,
        `${served.hits} of ${served.reads}`,
        served.statements,
        served.oldReads,
        served.oldInReports,
        served.unreadKeys,
      ])
    }
    await stage.table({
      title: '300 requests',
      columns: ['way', 'hits', 'statements', 'old reads', 'old in reports', 'keys never read'],
      rows,
    })
    const promise = 'a report from the database has every acknowledged write'
    for (const { way, claim, text } of [
      {
        way: 'write-through',
        claim: 'holds',
        text: 'A write sets its key, so no miss follows it, also where no read wants the key. Cache-aside deletes the key, and the next read misses. Read-through has the numbers of cache-aside: it says where the code stands.',
      },
      {
        way: 'behind-in-memory',
        claim: 'breaks',
        text: 'Writes of one product within a batch become one, and a batch is one statement. Until the flush, all that reads the database reads the past.',
      },
    ] as const) {
      const old = found.get(way)!
      const violation = old > 0 ? `${old} prices in 10 reports are old` : undefined
      await judge(stage, { way, promise, claim, text }, violation, { 'old in reports': old })
    }
  },
}

const shares = [0, 20, 50, 80]

export const shareOfWritesScene: Scene<World> = {
  id: 'share-of-writes',
  title: 'Statements by the share of writes',
  async play(stage, world) {
    await stage.say(
      'The same 300 requests, with another share of writes: without a cache each is a statement. Each request has a number from 0 to 100, and is a write where the share is above it.',
    )
    const statements = new Map<string, [number, number][]>()
    for (const [way, open] of [
      ['cache-aside', cacheAside],
      ['write-through', writeThrough],
      ['behind-in-memory', behindInMemory],
    ] as const) {
      const points: [number, number][] = []
      for (const share of shares)
        points.push([share, (await serveTraffic(world, open, share)).statements])
      statements.set(way, points)
    }
    const series = [...statements].map(([name, points]) => ({ name, points }))
    await stage.chart({
      title: 'Statements for 300 requests',
      x: { name: 'writes', unit: '%', scale: 'linear' },
      y: { name: 'statements', unit: '', scale: 'linear' },
      series,
    })
    await stage.table({
      title: 'Statements for 300 requests',
      columns: ['writes, %', ...statements.keys()],
      rows: shares.map((share, at) => [share, ...series.map(({ points }) => points[at]![1])]),
    })
    const most = (way: string) => statements.get(way)!.at(-1)![1]
    await judge(
      stage,
      {
        way: 'cache-aside',
        promise: 'the cache halves the statements, also where four of five requests are writes',
        claim: 'breaks',
        text: 'A cache saves reads. Where most requests are writes, only write-behind saves statements, because it merges them.',
      },
      most('cache-aside') > 150 ? `${most('cache-aside')} statements for 300 requests` : undefined,
      { statements: most('cache-aside'), 'with behind-in-memory': most('behind-in-memory') },
    )
  },
}

const inTheEnd = 'the cache has the price of the database in the end'

export const readerScene: Scene<World> = {
  id: 'a-reader-beside-it',
  title: 'A reader beside the writer',
  async play(stage, world) {
    await stage.say(
      'Write-through sets the new price, and a reader that missed before sets the old one after it. Cache-aside has the same race with its delete, in as many orders; the concept cache-invalidation is about what closes it.',
    )
    await showRace(stage, servesTheNewPrice(world, wayOf('write-through').open, 'a reader'), {
      way: 'write-through',
      promise: inTheEnd,
      claim: 'breaks',
      play: { title: 'The reader is slower than the writer' },
      text: 'To write both does not make them one. The old price stays until its TTL ends.',
    })
    await stage.say(
      'With write-behind no slow reader is needed. The cache is the only one that knows the new price: when its key is evicted before the flush, a reader loads the old one.',
    )
    await showRace(stage, servesTheNewPrice(world, behindInMemory, 'an eviction'), {
      way: 'behind-in-memory',
      promise: inTheEnd,
      claim: 'breaks',
      play: { title: 'Evicted before the flush', schedule: 'writer eviction reader×5' },
      text: 'The flush brings 120 to the database, and the cache has loaded 100 before that.',
    })
  },
}

export const twoServersScene: Scene<World> = {
  id: 'two-servers',
  title: 'Two servers without a common transaction',
  async play(stage, world) {
    await stage.say(
      'The price 100 is in the cache. The writer sets 120 and may die between its two servers: the database first, or the cache first.',
    )
    await showRace(stage, servesTheNewPrice(world, wayOf('write-through').open, 'a death'), {
      way: 'write-through',
      promise: inTheEnd,
      claim: 'breaks',
      play: { title: 'The database first' },
      text: 'The cache is old until the TTL ends: the database is right, and nothing is lost.',
    })
    await showRace(stage, servesTheNewPrice(world, cacheFirst, 'a death'), {
      way: 'cache-first',
      promise: inTheEnd,
      claim: 'breaks',
      play: { title: 'The cache first' },
      text: 'Readers see a price that no database has. The same happens when the database refuses the write. So: the database first.',
    })
  },
}
