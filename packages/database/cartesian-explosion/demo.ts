import { comparedWays, comparison, concept, judge } from '@lab/stage'
import type { Claim, ComparedWay, Scene, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import {
  aggregatePerCollection,
  countDistinct,
  countOfJoin,
  countPerCollection,
  countsPostsAndComments,
  deduplicatedJoin,
  joinBoth,
  loadsPostsAndComments,
  openDatabase,
  queryPerCollection,
} from './src/index.ts'
import type { CountActivity, Database, LoadActivity } from './src/index.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const loadPromise = 'each post is loaded and received once'
const countPromise = 'each post is counted once'

/** Loads one user with posts and comments, shows the code, and what was received. */
function loadingScene(
  way: string,
  load: LoadActivity,
  scene: { title: string; say: string; claim: Claim; text: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      const file = new URL(`src/two-collections/${way}.ts`, import.meta.url)
      await stage.listing(listingOf(file, { from: 'export async function' }))
      const { statements, rows, bytes, violation } = await loadsPostsAndComments(db, load)
      await judge(
        stage,
        { way, promise: loadPromise, claim: scene.claim, text: scene.text },
        violation,
        // What the page tells of them comes first.
        { rows, statements: statements.length, bytesReceived: bytes.received },
      )
    },
  }
}

async function judgeCount(
  stage: Stage,
  db: Database,
  counted: { way: string; count: CountActivity; claim: Claim; text: string },
): Promise<void> {
  const { way, count, claim, text } = counted
  const { posts, comments, violation } = await countsPostsAndComments(db, count)
  await judge(stage, { way, promise: countPromise, claim, text }, violation, { posts, comments })
}

function compared(
  db: Database,
  ways: [way: string, load: LoadActivity, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (load) => {
    const { statements, rows, bytes, violation } = await loadsPostsAndComments(db, load)
    const counts = { statements: statements.length, rows, bytes: bytes.received }
    return { holds: violation === undefined, counts }
  })
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['join-both', 'query-per-collection', 'ways-compared'],
  scenes: [
    loadingScene('join-both', joinBoth, {
      title: 'A join with two collections',
      say: 'One user has 100 posts and 100 comments. The page shows both, and one join loads them.',
      claim: 'breaks',
      text: 'Posts and comments both belong to the user, and nothing connects one post with one comment. So the join pairs each post with each comment.',
    }),
    loadingScene('query-per-collection', queryPerCollection, {
      title: 'One query for each collection',
      say: 'The user, then the posts, then the comments.',
      claim: 'holds',
      text: 'The rows of the collections are added, not multiplied: 1 + 100 + 100.',
    }),
    loadingScene('deduplicated-join', deduplicatedJoin, {
      title: 'The join with its duplicates removed',
      say: 'The same join. The program drops what it has collected already, by its id, as ORMs do it.',
      claim: 'breaks',
      text: 'The page is right now. The server still makes 10,000 rows, and the network carries them.',
    }),
    loadingScene('aggregate-per-collection', aggregatePerCollection, {
      title: 'A subquery for each collection',
      say: 'One statement; a subquery makes an array of the posts and another one of the comments.',
      claim: 'holds',
      text: 'Each collection is one value before it stands beside the other one. One row is received.',
    }),
    {
      id: 'counts',
      title: 'Counting two collections',
      async play(stage, { db }) {
        await stage.say('The page shows only how many posts and comments there are.')
        await judgeCount(stage, db, {
          way: 'count-of-join',
          count: countOfJoin,
          claim: 'breaks',
          text: 'count(posts.id) counts rows of the join. There is one row, no error, and a wrong number.',
        })
        await judgeCount(stage, db, {
          way: 'count-distinct',
          count: countDistinct,
          claim: 'holds',
          text: 'Each id counts once. The server still makes the 10,000 rows, and sum(distinct) would drop equal amounts.',
        })
        await judgeCount(stage, db, {
          way: 'count-per-collection',
          count: countPerCollection,
          claim: 'holds',
          text: 'A subquery for each collection. It is right for sums too.',
        })
      },
    },
    comparison<World>({
      promise: loadPromise,
      best: 'query-per-collection',
      answer:
        'Say: "Two collections of one parent are independent, so a join pairs every post with every comment: 100 times 100 rows. An ORM that removes the duplicates hides that, and a count over the join is simply wrong. I send one query for each collection, so that the rows add up. If the round trips matter, one statement with a subquery for each collection does it."',
      ways: ({ db }) =>
        compared(db, [
          ['join-both', joinBoth, 'breaks', 'each title 100 times'],
          ['deduplicated-join', deduplicatedJoin, 'breaks', 'hidden: the page is right'],
          ['query-per-collection', queryPerCollection, 'holds', 'three round trips'],
          ['aggregate-per-collection', aggregatePerCollection, 'holds', 'work in the server'],
        ]),
    }),
  ],
})
