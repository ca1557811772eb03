import type { Scene, Stage } from '@lab/stage'
import { medianTimes } from '../bench/median-times.ts'
import {
  hundredUsers,
  join,
  loadsUsersWithPosts,
  openDatabase,
  parallelQueries,
  queryPerRow,
  twoQueries,
} from '../src/index.ts'
import type { Database, LoadUsers } from '../src/index.ts'

const rounds = 3
const ways: [string, LoadUsers][] = [
  ['query-per-row', queryPerRow],
  ['parallel-queries', parallelQueries],
  ['join', join],
  ['two-queries', twoQueries],
]

/** Times differ from run to run, so the verdicts rest on what the times come from: statements. */
export const latencyScene: Scene<{ db: Database }> = {
  id: 'latency',
  title: 'Time against the number of users',
  async play(stage) {
    await using db = await openDatabase(hundredUsers)
    await stage.say('The same pages, timed, with 0 and with 1 ms added to each round trip.')
    for (const [, load] of ways) await load(db.pool, hundredUsers.users)
    for (const roundTripMs of [0, 1]) {
      db.counter.roundTripMs = roundTripMs
      await showTimes(stage, db, roundTripMs)
    }
    db.counter.roundTripMs = 0
    await judgeStatements(stage, db, {
      way: 'query-per-row',
      load: queryPerRow,
      claim: 'breaks',
      text: 'Its time grows with N, and each millisecond of round trip counts N + 1 times.',
    })
    await judgeStatements(stage, db, {
      way: 'two-queries',
      load: twoQueries,
      claim: 'holds',
      text: 'Two round trips for any N.',
    })
  },
}

async function showTimes(stage: Stage, db: Database, roundTripMs: number): Promise<void> {
  const series = ways.map(([name]) => ({ name, points: [] as [number, number][] }))
  for (const users of [1, 3, 10, 30, 100]) {
    const works = ways.map(
      ([, load]) =>
        () =>
          load(db.pool, users),
    )
    const times = await medianTimes(rounds, works)
    for (const [index, ms] of times.entries()) series[index]!.points.push([users, ms])
  }
  await stage.chart({
    title: `${roundTripMs} ms added to each round trip`,
    x: { name: 'users on the page', unit: '' },
    y: { name: 'time, median', unit: 'ms', scale: 'logarithmic' },
    series,
  })
}

interface Judged {
  way: string
  load: LoadUsers
  claim: 'holds' | 'breaks'
  text: string
}

async function judgeStatements(stage: Stage, db: Database, judged: Judged): Promise<void> {
  const { load, ...verdict } = judged
  const { one, hundred, violation } = await loadsUsersWithPosts(db, load)
  await stage.verdict({
    ...verdict,
    promise: 'statements do not grow with N',
    observed: violation === undefined ? 'holds' : 'breaks',
    numbers: {
      statementsForOne: one.statements.length,
      statementsForHundred: hundred.statements.length,
    },
  })
}
