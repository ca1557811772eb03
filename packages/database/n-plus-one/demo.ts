import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { crossingPointScene } from './scenes/crossing-point-scene.ts'
import { endpointScene } from './scenes/endpoint-scene.ts'
import { idListScene } from './scenes/id-list-scene.ts'
import { latencyScene } from './scenes/latency-scene.ts'
import { lazyQueryScene } from './scenes/lazy-query-scene.ts'
import { loaderCacheScene } from './scenes/loader-cache-scene.ts'
import { oneMomentScene } from './scenes/one-moment-scene.ts'
import { plansScene } from './scenes/plans-scene.ts'
import { rowExplosionScene } from './scenes/row-explosion-scene.ts'
import { loadingScene, open } from './scenes/show.ts'
import type { World } from './scenes/show.ts'
import { twoChildrenScene } from './scenes/two-children-scene.ts'
import {
  awaitedLoader,
  batchingLoader,
  innerJoin,
  join,
  jsonAggregate,
  jsonNumberIds,
  limitedJoin,
  parallelQueries,
  queryPerRow,
  twoQueries,
} from './src/index.ts'

export const demo = concept<World>(manifest, {
  open,
  scenes: [
    loadingScene(
      {
        id: 'query-per-row',
        title: '101 statements for 100 users',
        say: 'A page shows 100 users and the titles of their posts. The code reads the users, and then the posts of each. A proxy before the server counts what passes.',
      },
      [
        {
          load: queryPerRow,
          title: 'What passed on the wire',
          way: 'query-per-row',
          claim: 'breaks',
          text: 'Each statement is quick and has an index. Their number is the fault: every one is a round trip that the next one waits for.',
        },
      ],
    ),
    loadingScene(
      {
        id: 'parallel-queries',
        title: 'The same, all at once',
        say: 'The mend that comes to mind first: Promise.all instead of the loop.',
      },
      [
        {
          load: parallelQueries,
          title: 'What passed on the wire',
          way: 'parallel-queries',
          claim: 'breaks',
          text: 'As many statements as before. They wait for less, and take every connection of the pool while they run: one page holds up all others.',
        },
      ],
    ),
    loadingScene(
      {
        id: 'join',
        title: 'One join',
        say: 'One statement for all. A join has a row for each post, so it can lose users in two ways before it is right.',
      },
      [
        {
          load: innerJoin,
          title: 'Without the word left',
          way: 'inner-join',
          claim: 'breaks',
          text: 'Ten users have no posts. A join has no row for them.',
        },
        {
          load: limitedJoin,
          title: 'With the limit at the end',
          way: 'limited-join',
          claim: 'breaks',
          text: 'The limit counts joined rows. The last user is cut off in the middle of the posts.',
        },
        {
          load: join,
          title: 'Users limited first, then joined',
          way: 'join',
          claim: 'holds',
          text: 'One statement. Each row repeats the user, and so this is the most to receive.',
        },
      ],
    ),
    loadingScene(
      {
        id: 'two-queries',
        title: 'Two queries',
        say: 'The users, then the posts of all of them, with one array of ids.',
      },
      [
        {
          load: twoQueries,
          title: 'What passed on the wire',
          way: 'two-queries',
          claim: 'holds',
          text: 'Two statements for any number of users. No column is repeated but the key.',
        },
      ],
    ),
    loadingScene(
      {
        id: 'json-aggregate',
        title: 'One query with json_agg',
        say: 'The server puts the posts of each user together, in a lateral subquery. JSON has fewer types than a table.',
      },
      [
        {
          load: jsonNumberIds,
          title: 'Ids as numbers',
          way: 'json-number-ids',
          claim: 'breaks',
          text: 'The ids are beyond 2^53. JSON.parse rounds them, and nobody hears an error.',
        },
        {
          load: jsonAggregate,
          title: 'Ids as text',
          way: 'json-aggregate',
          claim: 'holds',
          text: 'One statement and one row for each user.',
        },
      ],
    ),
    loadingScene(
      {
        id: 'batching-loader',
        title: 'A loader that batches',
        say: 'Where no code sees the whole list, as in GraphQL, each user asks for its own posts. The loader collects what is asked in one tick, and asks once.',
      },
      [
        {
          load: awaitedLoader,
          title: 'Awaited in a loop',
          way: 'awaited-loader',
          claim: 'breaks',
          text: 'The loop asks for the next user only when it has the last one, so each batch has one id.',
        },
        {
          load: batchingLoader,
          title: 'Asked for all users in one tick',
          way: 'batching-loader',
          claim: 'holds',
          text: 'The same two statements as two queries, byte for byte.',
        },
      ],
    ),
    plansScene,
    loaderCacheScene,
    idListScene,
    rowExplosionScene,
    twoChildrenScene,
    crossingPointScene,
    latencyScene,
    oneMomentScene,
    lazyQueryScene,
    endpointScene,
  ],
})
