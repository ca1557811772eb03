import { comparedWays, comparison, concept, judge } from '@lab/stage'
import type { Claim, ComparedWay, Scene, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import {
  awaitedLoader,
  batchingLoader,
  loaderPerRequest,
  openDatabase,
  queryPerResolver,
  resolvesUsers,
  sharedLoader,
  showsNewPosts,
  unevenAwaits,
} from './src/index.ts'
import type { Database, ProvideLoader, ResolveUsers } from './src/index.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'one statement for the posts of all users'
const wayFile = (way: string) => new URL(`src/one-batch/${way}.ts`, import.meta.url)

/** Resolves 100 users in one way, shows the code and what passed on the wire. */
function resolvingScene(
  way: string,
  resolve: ResolveUsers,
  scene: { title: string; say: string; claim: Claim; text: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      await stage.listing(listingOf(wayFile(way), { from: 'export const' }))
      const { statements, rows, violation } = await resolvesUsers(db, resolve)
      await stage.table({
        title: 'What passed on the wire for 100 users',
        columns: ['times', 'statement'],
        rows: [...Map.groupBy(statements, (text) => text)].map(([text, alike]) => [
          alike.length,
          text,
        ]),
      })
      await judge(stage, { way, promise, claim: scene.claim, text: scene.text }, violation, {
        statements: statements.length,
        rows,
      })
    },
  }
}

async function judgeCache(
  stage: Stage,
  db: Database,
  judged: { way: string; provide: ProvideLoader; claim: Claim; text: string },
): Promise<void> {
  const { way, provide, claim, text } = judged
  const { first, second, violation } = await showsNewPosts(db, provide)
  await judge(
    stage,
    { way, promise: 'a request shows the posts that are there', claim, text },
    violation,
    { firstRequest: first, secondRequest: second },
  )
}

function compared(
  db: Database,
  ways: [way: string, resolve: ResolveUsers, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (resolve) => {
    const { statements, violation } = await resolvesUsers(db, resolve)
    return { holds: violation === undefined, counts: { statements: statements.length } }
  })
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['query-per-resolver', 'batching-loader', 'ways-compared'],
  scenes: [
    resolvingScene('query-per-resolver', queryPerResolver, {
      title: 'A resolver that loads the posts of one user',
      say: 'A GraphQL query asks for 100 users with their posts. The server has the users, and calls the resolver of posts once for each.',
      claim: 'breaks',
      text: 'The resolver is right, and knows only one user. The loop over the users is in the GraphQL library.',
    }),
    resolvingScene('batching-loader', batchingLoader, {
      title: 'A loader that collects the ids',
      say: 'The resolver asks a loader instead of the database. The loader waits until all code that can run now has run, and then sends one query for all ids.',
      claim: 'holds',
      text: 'The resolver still knows only one user. The loader sees all users who ask in the same tick.',
    }),
    resolvingScene('awaited-loader', awaitedLoader, {
      title: 'The loader, awaited in a loop',
      say: 'The same loader in a loop that awaits the posts of each user.',
      claim: 'breaks',
      text: 'The loop asks for the next user only when it has the last one, so each batch has one id.',
    }),
    resolvingScene('uneven-awaits', unevenAwaits, {
      title: 'Resolvers that wait for something else first',
      say: 'Every second resolver waits for an answer of its own, as of a cache, before it asks the loader.',
      claim: 'breaks',
      text: 'The 50 users who ask at once are one batch. Each later answer is a callback of its own, and the loader sends its batch before the next callback runs: 50 more.',
    }),
    {
      id: 'loader-cache',
      title: 'A loader remembers',
      async play(stage, { db }) {
        await stage.say(
          'One request shows the posts of user 1. A post is added. The next request shows them again.',
        )
        await judgeCache(stage, db, {
          way: 'shared-loader',
          provide: sharedLoader,
          claim: 'breaks',
          text: 'A loader keeps what it has loaded as long as it lives. Made once for all requests, it is a cache that is never emptied.',
        })
        await judgeCache(stage, db, {
          way: 'loader-per-request',
          provide: loaderPerRequest,
          claim: 'holds',
          text: 'A new loader for each request remembers nothing of the last one.',
        })
      },
    },
    comparison<World>({
      promise,
      best: 'batching-loader',
      answer:
        'Say: "A resolver knows one user, and the library calls it for each, so 100 users send 100 queries. I give each request a data loader: load(id) returns a promise and remembers the id, and at the end of the tick the loader sends one query with any($1). The calls must come in one tick, so no await in a loop. The loader is also a cache, so it lives as long as one request."',
      ways: ({ db }) =>
        compared(db, [
          ['query-per-resolver', queryPerResolver, 'breaks', '100 round trips'],
          ['awaited-loader', awaitedLoader, 'breaks', '100 batches of one id'],
          ['uneven-awaits', unevenAwaits, 'breaks', 'a batch for each callback'],
          ['batching-loader', batchingLoader, 'holds', 'a loader for each request'],
        ]),
    }),
  ],
})
