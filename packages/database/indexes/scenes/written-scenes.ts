import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  blockRange,
  clusterOnce,
  furtherIndexes,
  inTheWhereOfAPartial,
  indexOnWhatChanges,
  indexOnWhatStays,
  updatesInPlace,
  writesOfInserts,
} from '../src/index.ts'
import type { World } from './open-world.ts'

export const insertsScene: Scene<World> = {
  id: 'inserts',
  title: 'What an insert writes, by the number of indexes',
  async play(stage, { db }) {
    await stage.say(
      '1,000 orders are inserted. The table has its primary key, and none to five indexes more, which no statement uses.',
    )
    const written = []
    for (let count = 0; count <= furtherIndexes.length; count++)
      written.push(await writesOfInserts(db, count))
    await stage.chart({
      title: 'Write-ahead log for 1,000 orders',
      x: { name: 'further', unit: 'indexes' },
      y: { name: 'written', unit: 'bytes' },
      series: [
        {
          name: 'write-ahead log',
          points: written.map(({ indexes, bytes }) => [indexes, bytes] as const),
        },
      ],
    })
    const [none, all] = [written[0]!, written.at(-1)!]
    await judge(
      stage,
      {
        way: 'five-further-indexes',
        promise: 'an index that no statement uses costs nothing',
        claim: 'breaks',
        text: 'Each index gets an entry for each order, at a place of its own. The log goes to the disk and to every replica.',
      },
      all.records > none.records
        ? `${all.records.toLocaleString('en')} records of the log instead of ${none.records.toLocaleString('en')}`
        : undefined,
      { none: none.records, five: all.records },
    )
  },
}

const updates: { way: string; create: readonly string[]; claim: Claim; text: string }[] = [
  {
    way: 'index-on-what-changes',
    create: indexOnWhatChanges,
    claim: 'breaks',
    text: 'The new version of the row needs an entry in this index, and then it gets one in each of the others, too.',
  },
  {
    way: 'in-the-where-of-a-partial',
    create: inTheWhereOfAPartial,
    claim: 'breaks',
    text: 'A column in the condition of a partial index is a column of the index.',
  },
  {
    way: 'index-on-what-stays',
    create: indexOnWhatStays,
    claim: 'holds',
    text: 'The entries lead to the old version, and that one to the new one in the same page.',
  },
  {
    way: 'block-range',
    create: blockRange,
    claim: 'holds',
    text: 'A BRIN index knows ranges of pages, not rows. Since PostgreSQL 16 it does not stand in the way.',
  },
]

export const updatesScene: Scene<World> = {
  id: 'updates',
  title: 'An update that writes no index, and the index that ends that',
  async play(stage, { db }) {
    await stage.say(
      'Each order notes when it was last seen. PostgreSQL keeps the new version of a row in the page of the old one and leaves the indexes alone (HOT, a heap-only tuple), if the page has room and no index has a column that changed.',
    )
    for (const { way, create, claim, text } of updates) {
      const { hot, violation } = await updatesInPlace(db, create)
      const promise = 'an update of seen_at writes no index'
      await judge(stage, { way, promise, claim, text }, violation, { updates: 50, hot })
    }
  },
}

export const clusterScene: Scene<World> = {
  id: 'cluster',
  title: 'cluster: the order of the table, for a while',
  async play(stage, { db }) {
    await stage.say(
      'All 20 orders of a customer, by an index on customer_id. Then the table is written anew in the order of that index, and 2,000 orders come in, 20 of them from this customer.',
    )
    const { before, after, later } = await clusterOnce(db)
    await judge(
      stage,
      {
        way: 'cluster',
        promise: 'a clustered table stays in the order of the index',
        claim: 'breaks',
        text: 'cluster sorts the table once, under a lock that stops all readers. Orders that come in later go to where there is room, so the customer’s 20 new ones lie apart.',
      },
      later > after ? `${after} blocks become ${later}` : undefined,
      { before, after, later },
    )
  },
}
