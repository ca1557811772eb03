import { judge, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  addThenWrite,
  answersAsTheDatabase,
  bloomGuard,
  countFalsePositives,
  falsePositives,
  negativeCaching,
  putProducts,
  readsOfIds,
  rows,
  ways,
  writeThenAdd,
  writeThenDelete,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const oneId = Array<number>(100).fill(rows + 1)
const hundredIds = Array.from({ length: 100 }, (_, index) => rows + 1 + index)

export const missingKeysScene: Scene<World> = {
  id: 'missing-keys',
  title: 'Products that do not exist',
  async play(stage, { shop }) {
    await stage.say(
      `There are ${rows} products, and 100 requests come for others: all for one id, or each for another one, as a scraper sends them.`,
    )
    const tried = [
      ['cache-aside', ways['cache-aside']],
      ['negative-caching', negativeCaching],
      ['bloom-guard', bloomGuard],
    ] as const
    const found: { way: string; one: number; hundred: number; keys: number }[] = []
    for (const [way, create] of tried) {
      await putProducts(shop)
      const one = await readsOfIds(shop, create, oneId)
      await putProducts(shop)
      const hundred = await readsOfIds(shop, create, hundredIds)
      found.push({ way, one: one.reads, hundred: hundred.reads, keys: hundred.keys })
    }
    await stage.table({
      title: 'Reads of the database for 100 requests',
      columns: ['way', 'for one id', 'for 100 ids', 'keys that 100 ids leave'],
      rows: found.map(({ way, one, hundred, keys }) => [way, one, hundred, keys]),
    })
    const texts = [
      ['breaks', 'What is not found is not cached, so each request misses again.'],
      [
        'breaks',
        '"None" is cached for 5 s: it helps for one id. New ids miss, and each takes memory.',
      ],
      ['holds', 'A bitmap of all ids answers before cache and database.'],
    ] as const
    for (const [index, [claim, text]] of texts.entries()) {
      const { way, one, hundred } = found[index]!
      const promise = 'ids that do not exist do not reach the database'
      const violation = hundred > 5 ? `${hundred} of 100 requests read the database` : undefined
      await judge(stage, { way, promise, claim, text }, violation, { one, hundred })
    }
  },
}

export const hiddenRowScene: Scene<World> = {
  id: 'hidden-row',
  title: 'A row that is inserted stays hidden',
  async play(stage, { shop }) {
    await stage.say(
      'A request asks for a product that does not exist yet. Meanwhile it is inserted, and its writer deletes the key.',
    )
    const promise = 'a request after an insert finds the row'
    for (const [way, create, claim, title, text] of [
      [
        'negative-caching',
        negativeCaching,
        'breaks',
        '"None" is cached after the delete',
        'The same race as with an old price. The row is hidden until the entry expires, so that time is short.',
      ],
      [
        'lease',
        ways.lease,
        'holds',
        'The lease is gone, and "none" is refused',
        'Also "none" is set with the token only.',
      ],
    ] as const) {
      const pair = { create, write: writeThenDelete }
      const race = answersAsTheDatabase(shop, pair, { row: 'is missing' })
      const play = { title, schedule: 'reader×4 writer×4 reader' }
      await showRace(stage, race, { way, promise, claim, play, text })
    }
  },
}

const sizes = [5, 8, 10]

export const bloomFilterScene: Scene<World> = {
  id: 'bloom-filter',
  title: 'What a Bloom filter lets through, and what it hides',
  async play(stage, { shop }) {
    await stage.say(
      `${rows} ids are added, and 10,000 others are asked for. bits × ln 2 / ids is the best number of hashes.`,
    )
    const counted: [number, number][] = []
    const law: [number, number][] = []
    for (const each of sizes) {
      const filter = { bits: each * rows, hashes: Math.round(each * Math.LN2) }
      counted.push([each, (await countFalsePositives(shop, filter)) / 100])
      law.push([each, Number((100 * falsePositives({ ...filter, known: rows })).toFixed(2))])
    }
    await stage.chart({
      title: 'Unknown ids that pass',
      x: { name: 'size', unit: 'bits for each id', scale: 'linear' },
      y: { name: 'pass', unit: 'percent', scale: 'linear' },
      series: [
        { name: 'counted', points: counted },
        { name: '(1 - e^(-hashes × ids / bits))^hashes', points: law },
      ],
    })
    const promise = 'a row is found, wherever its writer dies'
    for (const [way, write, claim, text] of [
      [
        'write-then-add',
        writeThenAdd,
        'breaks',
        'The row is there, and the filter hides it for ever: an id that was not added never passes.',
      ],
      [
        'add-then-write',
        addThenWrite,
        'holds',
        'An id without a row costs one read for each request, and hides nothing.',
      ],
    ] as const) {
      const pair = { create: bloomGuard, write }
      const race = answersAsTheDatabase(shop, pair, { row: 'is missing', writerMayDie: true })
      const play =
        claim === 'breaks' ? { title: 'The writer dies before it adds the id' } : undefined
      await showRace(stage, race, { way, promise, claim, text, ...(play && { play }) })
    }
  },
}
