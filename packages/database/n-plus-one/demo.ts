import { comparedWays, comparison, concept, judge } from '@lab/stage'
import type { Claim, ComparedWay, Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import { endpointScene } from './scenes/endpoint-scene.ts'
import { latencyScene } from './scenes/latency-scene.ts'
import { plansScene } from './scenes/plans-scene.ts'
import {
  hundredUsers,
  join,
  loadsUsersWithPosts,
  openDatabase,
  parallelQueries,
  queryPerRow,
  twoQueries,
} from './src/index.ts'
import type { Database, LoadUsers } from './src/index.ts'

const open = async () => ({ db: await openDatabase(hundredUsers) })

type World = Awaited<ReturnType<typeof open>>

const promise = 'statements do not grow with N'
const wayFile = (way: string) => new URL(`src/users-with-posts/${way}.ts`, import.meta.url)

/** Loads 100 users with their posts in one way, shows what passed on the wire, and judges it. */
function loadingScene(
  way: string,
  load: LoadUsers,
  scene: { title: string; say: string; claim: Claim; text: string; changes?: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      const part = { from: 'export async function' }
      await stage.listing(
        scene.changes === undefined
          ? listingOf(wayFile(way), part)
          : await differenceOf(wayFile(scene.changes), wayFile(way), {
              ...part,
              title: `What ${way} changes in ${scene.changes}`,
            }),
      )
      const { hundred, violation } = await loadsUsersWithPosts(db, load)
      const { statements, rows, bytes, connections } = hundred
      await stage.table({
        title: 'What passed on the wire for 100 users',
        columns: ['times', 'statement'],
        rows: [...Map.groupBy(statements, (text) => text)].map(([text, alike]) => [
          alike.length,
          text.replace(/\s+/g, ' '),
        ]),
      })
      await judge(stage, { way, promise, claim: scene.claim, text: scene.text }, violation, {
        statements: statements.length,
        rows,
        bytesReceived: bytes.received,
        ...(connections > 1 ? { connections } : {}),
      })
    },
  }
}

function compared(
  db: Database,
  ways: [way: string, load: LoadUsers, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (load) => {
    const { hundred, violation } = await loadsUsersWithPosts(db, load)
    const { statements, rows, bytes } = hundred
    const counts = { statements: statements.length, rows, bytes: bytes.received }
    return { holds: violation === undefined, counts }
  })
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['query-per-row', 'two-queries', 'ways-compared'],
  scenes: [
    loadingScene('query-per-row', queryPerRow, {
      title: '101 statements for 100 users',
      say: 'A page shows 100 users and the titles of their posts. The code reads the users, and then the posts of each user. A proxy in front of PostgreSQL counts what passes.',
      claim: 'breaks',
      text: 'Each statement is fast and uses an index. Their number is the fault: each one is a round trip, and the next one waits for it.',
    }),
    loadingScene('two-queries', twoQueries, {
      title: 'Two queries',
      say: 'The users, then the posts of all users, with one array of ids.',
      changes: 'query-per-row',
      claim: 'holds',
      text: 'Two statements for any number of users. Only the key of the user is repeated in the posts.',
    }),
    loadingScene('parallel-queries', parallelQueries, {
      title: 'The same statements at once',
      say: 'The fix that comes to mind first: Promise.all instead of the loop.',
      claim: 'breaks',
      text: 'There are as many statements as before. They take every connection of the pool, so one page holds up all other requests.',
    }),
    loadingScene('join', join, {
      title: 'One join',
      say: 'One statement for all users and posts.',
      claim: 'holds',
      text: 'One round trip. It repeats the user in each row, so it receives more than twice the bytes of two queries here.',
    }),
    endpointScene,
    plansScene,
    latencyScene,
    comparison<World>({
      promise,
      best: 'two-queries',
      answer:
        'Say: "The code loads a list and then sends a query for each row: one query and N more. Each is fast, their number is the fault, because each one is a round trip. I find it by a test that counts statements, because a lazy property hides the query. Then I load the children of all rows at once: where user_id = any($1), two queries for any N. A join is one round trip and repeats the user in every row."',
      ways: ({ db }) =>
        compared(db, [
          ['query-per-row', queryPerRow, 'breaks', '101 round trips'],
          ['parallel-queries', parallelQueries, 'breaks', 'all ten connections'],
          ['two-queries', twoQueries, 'holds', 'a second round trip'],
          ['join', join, 'holds', 'the user in every row'],
        ]),
    }),
  ],
})
