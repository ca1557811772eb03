import type { Scene } from '@lab/stage'
import {
  aggregatePerCollection,
  countOfJoin,
  countPerCollection,
  countsPostsAndComments,
  deduplicatedJoin,
  joinBoth,
  loadsPostsAndComments,
  oneBusyUser,
  openDatabase,
  queryPerCollection,
} from '../src/index.ts'
import type { CountActivity, LoadActivity } from '../src/index.ts'
import { judge } from './show.ts'
import type { Judged, World } from './show.ts'

const loading: (Judged & { load: LoadActivity })[] = [
  {
    way: 'join-both',
    load: joinBoth,
    claim: 'breaks',
    text: 'Each post meets each comment.',
  },
  {
    way: 'deduplicated-join',
    load: deduplicatedJoin,
    claim: 'breaks',
    text: 'The answer is right now, and hides what it costs.',
  },
  {
    way: 'query-per-collection',
    load: queryPerCollection,
    claim: 'holds',
    text: 'Collections are added up, not multiplied.',
  },
  {
    way: 'aggregate-per-collection',
    load: aggregatePerCollection,
    claim: 'holds',
    text: 'Each collection is put together before it meets the other one.',
  },
]

const counting: (Judged & { count: CountActivity })[] = [
  {
    way: 'count-of-join',
    count: countOfJoin,
    claim: 'breaks',
    text: 'One row, no error, and a wrong number on the page.',
  },
  {
    way: 'count-per-collection',
    count: countPerCollection,
    claim: 'holds',
    text: 'A subquery for each collection. It is right for sums too; sum(distinct) drops equal numbers.',
  },
]

export const twoChildrenScene: Scene<World> = {
  id: 'two-children',
  title: 'A join with two child collections',
  async play(stage) {
    await using db = await openDatabase(oneBusyUser)
    await stage.say('One user has 100 posts and 100 comments. The page shows both.')
    for (const { load, ...judged } of loading) {
      const { statements, rows, bytes, violation } = await loadsPostsAndComments(db, load)
      await judge(stage, judged, violation, {
        statements: statements.length,
        rows,
        bytesReceived: bytes.received,
      })
    }
    await stage.say('The page shows only how many there are.')
    for (const { count, ...judged } of counting) {
      const { posts, comments, violation } = await countsPostsAndComments(db, count)
      await judge(stage, judged, violation, { posts, comments })
    }
  },
}
