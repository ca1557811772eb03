import type { Scene, Stage } from '@lab/stage'
import { bytesReceived, crossingPoint, hundredUsers, openDatabase } from '../src/index.ts'
import type { Shape } from '../src/index.ts'
import type { World } from './show.ts'

const narrow = 0
const wide = 1000
const postsOfEach = [0, 1, 2, 5, 10, 20]

type Measured = Shape & { join: number; twoQueries: number }

export const crossingPointScene: Scene<World> = {
  id: 'crossing-point',
  title: 'Join against two queries: bytes',
  async play(stage) {
    await using db = await openDatabase(hundredUsers)
    await stage.say(
      '100 users, once without a bio and once with one of 1000 bytes, each with the same number of posts.',
    )
    const shapes = [narrow, wide].flatMap((bioBytes) =>
      postsOfEach.map((postsEach) => ({ bioBytes, postsEach })),
    )
    const measured: Measured[] = []
    for (const shape of shapes) measured.push({ ...shape, ...(await bytesReceived(db, shape)) })
    await showBytes(stage, measured)
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
      claim: 'breaks',
      observed: twoQueriesLess > 0 ? 'breaks' : 'holds',
      text: '"A join is always better" is wrong: from the second post of each user on, two queries receive less. The width of the user decides how much less.',
      numbers,
    })
    await stage.verdict({
      way: 'two-queries',
      claim: 'breaks',
      observed: joinLess > 0 ? 'breaks' : 'holds',
      text: '"Prefetch is always better" is wrong: with one post each, a join repeats nothing, and saves a round trip.',
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
