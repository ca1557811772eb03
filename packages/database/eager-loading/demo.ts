import { comparedWays, comparison, concept, judge } from '@lab/stage'
import type { Claim, ComparedWay, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import { crossingPointScene } from './scenes/crossing-point-scene.ts'
import { oneMomentScene, openWhenAsked } from './scenes/one-moment-scene.ts'
import { wideParentScene } from './scenes/wide-parent-scene.ts'
import {
  hundredUsers,
  innerJoin,
  join,
  jsonAggregate,
  jsonNumberIds,
  limitedJoin,
  loadsWholeList,
  openDatabase,
  twoQueries,
} from './src/index.ts'
import type { Database, LoadUsers } from './src/index.ts'

const open = async () => ({
  db: await openDatabase(hundredUsers),
  changing: openWhenAsked(),
})

type World = Awaited<ReturnType<typeof open>>

const promise = 'every user is loaded with every post'

interface Way {
  way: string
  load: LoadUsers
  claim: Claim
  text: string
}

/** Shows the code of a way, and judges what it loaded. */
async function showLoading(stage: Stage, { db }: World, one: Way): Promise<void> {
  const { way, load, claim, text } = one
  const file = new URL(`src/whole-list/${way}.ts`, import.meta.url)
  await stage.listing(listingOf(file, { from: 'export async function' }))
  const { statements, rows, bytes, users, violation } = await loadsWholeList(db, load)
  await judge(stage, { way, promise, claim, text }, violation, {
    users,
    statements: statements.length,
    rows,
    bytesReceived: bytes.received,
  })
}

function compared(
  db: Database,
  ways: [way: string, load: LoadUsers, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (load) => {
    const { statements, bytes, users, violation } = await loadsWholeList(db, load)
    const counts = { users, statements: statements.length, bytes: bytes.received }
    return { holds: violation === undefined, counts }
  })
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['limited-join', 'two-queries', 'ways-compared'],
  scenes: [
    {
      id: 'limited-join',
      title: 'A page of 100 users shows 24',
      async play(stage, world) {
        await stage.say(
          'A page shows 100 users and the titles of their posts. One join loads both, with the limit of 100 at its end.',
        )
        await showLoading(stage, world, {
          way: 'limited-join',
          load: limitedJoin,
          claim: 'breaks',
          text: 'The limit counts joined rows, one for each post. The last user is cut off in the middle of the posts.',
        })
      },
    },
    {
      id: 'two-queries',
      title: 'Two queries',
      async play(stage, world) {
        await stage.say('The users, with the limit; then the posts of these users.')
        await showLoading(stage, world, {
          way: 'two-queries',
          load: twoQueries,
          claim: 'holds',
          text: 'The limit counts users, and users without posts are there, because the first query has no join.',
        })
      },
    },
    {
      id: 'join',
      title: 'A join that loads everything',
      async play(stage, world) {
        await stage.say('The users are limited in a subquery, and then joined.')
        await showLoading(stage, world, {
          way: 'inner-join',
          load: innerJoin,
          claim: 'breaks',
          text: 'Ten users have no posts, and a join has no row for them.',
        })
        await showLoading(stage, world, {
          way: 'join',
          load: join,
          claim: 'holds',
          text: 'With left a user without posts has a row. Each row repeats the user, so this way receives the most bytes.',
        })
      },
    },
    {
      id: 'json-aggregate',
      title: 'One row for each user, with a JSON list',
      async play(stage, world) {
        await stage.say(
          'The server makes a list of the posts of each user, in a lateral subquery. JSON has fewer types than a table.',
        )
        await showLoading(stage, world, {
          way: 'json-number-ids',
          load: jsonNumberIds,
          claim: 'breaks',
          text: 'The ids are beyond 2^53. JSON.parse rounds them without an error.',
        })
        await showLoading(stage, world, {
          way: 'json-aggregate',
          load: jsonAggregate,
          claim: 'holds',
          text: 'With the ids as text nothing is rounded. One statement, and no user is repeated.',
        })
      },
    },
    wideParentScene,
    crossingPointScene,
    oneMomentScene,
    comparison<World>({
      promise,
      best: 'two-queries',
      answer:
        'Say: "My default is two queries: the users with their limit, then where user_id = any($1). Each row is sent once. A join saves a round trip and repeats the user in every row; it needs left, and the limit in a subquery. json_agg is one round trip without repetition, with ids as text. For one child each I join, for many I do not. Two queries read two moments unless they are in one repeatable read transaction."',
      ways: ({ db }) =>
        compared(db, [
          ['limited-join', limitedJoin, 'breaks', '76 users are missing'],
          ['inner-join', innerJoin, 'breaks', 'no user without posts'],
          ['join', join, 'holds', 'the user in every row'],
          ['two-queries', twoQueries, 'holds', 'a second round trip'],
          ['json-number-ids', jsonNumberIds, 'breaks', 'rounded ids'],
          ['json-aggregate', jsonAggregate, 'holds', 'ids as text'],
        ]),
    }),
  ],
})
