import type { Scene, Stage } from '@lab/stage'
import {
  batchingLoader,
  hundredUsers,
  join,
  jsonAggregate,
  loadsUsersWithPosts,
  openDatabase,
  parallelQueries,
  queryPerRow,
  twoQueries,
} from '../src/index.ts'
import type { Database, LoadUsers } from '../src/index.ts'
import { medianTimes } from './median-times.ts'
import { judge } from './show.ts'
import type { World } from './show.ts'

const rounds = 3
const ways: [string, LoadUsers][] = [
  ['query-per-row', queryPerRow],
  ['parallel-queries', parallelQueries],
  ['join', join],
  ['two-queries', twoQueries],
  ['json-aggregate', jsonAggregate],
  ['batching-loader', batchingLoader],
]

export const latencyScene: Scene<World> = {
  id: 'latency',
  title: 'Time against N',
  async play(stage) {
    await using db = await openDatabase(hundredUsers)
    await stage.say('The same pages, timed, with 0 and with 1 ms added to each round trip.')
    for (const [, load] of ways) await load(db.pool, hundredUsers.users)
    for (const roundTripMs of [0, 1]) {
      db.counter.roundTripMs = roundTripMs
      await showTimeAgainstUsers(stage, db, roundTripMs)
    }
    await showTimeAgainstPosts(stage, db)
    db.counter.roundTripMs = 0
    await judgeStatements(stage, db)
  },
}

async function showTimeAgainstUsers(stage: Stage, db: Database, roundTripMs: number) {
  const series = ways.map(([name]) => ({ name, points: [] as [number, number][] }))
  for (const users of [1, 3, 10, 30, 100]) {
    const times = await medianTimes(
      rounds,
      ways.map(
        ([, load]) =>
          () =>
            load(db.pool, users),
      ),
    )
    for (const [index, ms] of times.entries()) series[index]!.points.push([users, ms])
  }
  await stage.chart({
    title: `${roundTripMs} ms added to each round trip`,
    x: { name: 'users on the page', unit: '' },
    y: { name: 'time, median', unit: 'ms', scale: 'logarithmic' },
    series,
  })
}

async function showTimeAgainstPosts(stage: Stage, db: Database) {
  const oneJoin = { name: 'join', points: [] as [number, number][] }
  const two = { name: 'two-queries', points: [] as [number, number][] }
  for (const postsEach of [1, 3, 10, 30]) {
    await db.fill({ users: 100, bioBytes: 1000, posts: [postsEach, postsEach], comments: [0, 0] })
    const [joinMs, twoMs] = await medianTimes(rounds, [
      () => join(db.pool, 100),
      () => twoQueries(db.pool, 100),
    ])
    oneJoin.points.push([postsEach, joinMs!])
    two.points.push([postsEach, twoMs!])
  }
  await stage.chart({
    title: '100 users with a bio of 1000 bytes, 1 ms added to each round trip',
    x: { name: 'posts of each user', unit: '' },
    y: { name: 'time, median', unit: 'ms', scale: 'linear' },
    series: [oneJoin, two],
  })
  await db.fill(hundredUsers)
}

/** The verdict rests on what the times come from: how many statements wait for one another. */
async function judgeStatements(stage: Stage, db: Database) {
  const story = {
    'query-per-row': {
      claim: 'breaks',
      text: 'Its time grows with N, and each millisecond of round trip is in it N + 1 times.',
    },
    'two-queries': {
      claim: 'holds',
      text: 'Two round trips for any N. A join saves one of them, until what it repeats takes longer than a round trip.',
    },
  } as const
  for (const way of ['query-per-row', 'two-queries'] as const) {
    const load = way === 'two-queries' ? twoQueries : queryPerRow
    const { one, hundred, violation } = await loadsUsersWithPosts(db, load)
    await judge(stage, { way, ...story[way] }, violation, {
      statementsForOne: one.statements.length,
      statementsForHundred: hundred.statements.length,
    })
  }
}
