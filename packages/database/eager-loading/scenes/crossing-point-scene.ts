import type { Scene, Stage } from '@lab/stage'
import { medianTimes } from '../bench/median-times.ts'
import {
  bytesReceived,
  crossingPoint,
  hundredUsers,
  join,
  openDatabase,
  twoQueries,
} from '../src/index.ts'
import type { Database, Shape } from '../src/index.ts'

const narrow = 0
const wide = 1000
const postsOfEach = [0, 1, 2, 5, 10, 20]

type Measured = Shape & { join: number; twoQueries: number }

export const crossingPointScene: Scene<object> = {
  id: 'crossing-point',
  title: 'Join against two queries, as users have more posts',
  async play(stage) {
    await using db = await openDatabase(hundredUsers)
    await stage.say(
      '100 users, all with the same number of posts: once without a bio and once with a bio of 1000 bytes.',
    )
    const shapes = [narrow, wide].flatMap((bioBytes) =>
      postsOfEach.map((postsEach) => ({ bioBytes, postsEach })),
    )
    const measured: Measured[] = []
    for (const shape of shapes) measured.push({ ...shape, ...(await bytesReceived(db, shape)) })
    await showBytes(stage, measured)
    await showTimes(stage, db)
    const joinLess = measured.filter((bytes) => bytes.join < bytes.twoQueries).length
    const twoQueriesLess = measured.filter((bytes) => bytes.twoQueries < bytes.join).length
    const numbers = {
      shapes: measured.length,
      joinReceivesLess: joinLess,
      twoQueriesReceiveLess: twoQueriesLess,
      crossingWithoutBio: (await crossingPoint(db, narrow, 20)) ?? Infinity,
      crossingWithBio: (await crossingPoint(db, wide, 20)) ?? Infinity,
    }
    await stage.verdict({
      way: 'join',
      promise: 'receives the fewest bytes',
      claim: 'breaks',
      observed: twoQueriesLess > 0 ? 'breaks' : 'holds',
      text: 'From the second post of each user on, two queries receive less. The width of the user decides how much less.',
      numbers,
    })
    await stage.verdict({
      way: 'two-queries',
      promise: 'receives the fewest bytes',
      claim: 'breaks',
      observed: joinLess > 0 ? 'breaks' : 'holds',
      text: 'With one post for each user a join repeats nothing, receives less, and saves a round trip.',
      numbers: { shapes: measured.length, joinReceivesLess: joinLess },
    })
  },
}

async function showBytes(stage: Stage, measured: readonly Measured[]): Promise<void> {
  const line = (name: string, way: 'join' | 'twoQueries', width: number) => ({
    name,
    points: measured
      .filter(({ bioBytes }) => bioBytes === width)
      .map((shape): [number, number] => [shape.postsEach, shape[way]]),
  })
  await stage.chart({
    title: 'Bytes received for 100 users',
    x: { name: 'posts of each user', unit: '' },
    y: { name: 'received', unit: 'bytes' },
    series: [
      line('join, bio of 1000 bytes', 'join', wide),
      line('two queries, bio of 1000 bytes', 'twoQueries', wide),
      line('join, no bio', 'join', narrow),
      line('two queries, no bio', 'twoQueries', narrow),
    ],
  })
  await stage.table({
    title: 'Bytes received',
    columns: ['bio', 'posts of each user', 'join', 'two queries', 'join / two queries'],
    rows: measured.map(({ bioBytes, postsEach, ...bytes }) => [
      bioBytes,
      postsEach,
      bytes.join,
      bytes.twoQueries,
      (bytes.join / bytes.twoQueries).toFixed(2),
    ]),
  })
}

/** Times differ from run to run: they are shown, and no verdict rests on them. */
async function showTimes(stage: Stage, db: Database): Promise<void> {
  const series = ['join', 'two-queries'].map((name) => ({
    name,
    points: [] as [number, number][],
  }))
  db.counter.roundTripMs = 1
  for (const postsEach of [1, 3, 10, 30]) {
    await db.fill({ users: 100, bioBytes: wide, posts: [postsEach, postsEach] })
    const works = [join, twoQueries].map((load) => () => load(db.pool, 100))
    const times = await medianTimes(3, works)
    for (const [index, ms] of times.entries()) series[index]!.points.push([postsEach, ms])
  }
  await stage.chart({
    title: '100 users with a bio of 1000 bytes, 1 ms added to each round trip',
    x: { name: 'posts of each user', unit: '' },
    y: { name: 'time, median', unit: 'ms', scale: 'linear' },
    series,
  })
  db.counter.roundTripMs = 0
}
