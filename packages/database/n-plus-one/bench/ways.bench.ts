import { Client } from 'pg'
import {
  batchingLoader,
  hundredUsers,
  join,
  jsonAggregate,
  openDatabase,
  parallelQueries,
  queryPerRow,
  twoQueries,
} from '../src/index.ts'
import type { LoadUsers } from '../src/index.ts'
import { medianTimes } from '../scenes/median-times.ts'

// 100 users with 450 posts in each way, with 0 and 1 ms added to each round trip; the parallel
// queries also on one connection that sends without waiting for replies. Then a join against two
// queries, as users get wider and have more posts. Ratios within one run.

const ways: [string, LoadUsers][] = [
  ['query-per-row', queryPerRow],
  ['parallel-queries', parallelQueries],
  ['join', join],
  ['two-queries', twoQueries],
  ['json-aggregate', jsonAggregate],
  ['batching-loader', batchingLoader],
  ['pipelined', (_, limit) => parallelQueries(pipelined, limit)],
]
const rounds = 31

await using db = await openDatabase(hundredUsers)
const pipelined = new Client({ connectionString: db.counter.url, pipeline: true })
await pipelined.connect()
const time = (loads: LoadUsers[]) =>
  medianTimes(
    rounds,
    loads.map((load) => () => load(db.pool, 100)),
  )
for (const [, load] of ways) await load(db.pool, 100)

for (const roundTripMs of [0, 1]) {
  db.counter.roundTripMs = roundTripMs
  const times = await time(ways.map(([, load]) => load))
  for (const [index, [name]] of ways.entries()) {
    const ms = times[index]!
    const ratio = `query-per-row takes ${(times[0]! / ms).toFixed(1)} times as long`
    console.log(`${roundTripMs} ms added, ${name.padEnd(18)} ${ms.toFixed(2)} ms, ${ratio}`)
  }
}

await pipelined.end()

for (const bioBytes of [0, 1000])
  for (const postsEach of [1, 2, 5, 10, 20, 50]) {
    await db.fill({ users: 100, bioBytes, posts: [postsEach, postsEach], comments: [0, 0] })
    const ratios: string[] = []
    for (const roundTripMs of [0, 1]) {
      db.counter.roundTripMs = roundTripMs
      const [joinMs, twoMs] = await time([join, twoQueries])
      const ratio = (joinMs! / twoMs!).toFixed(2)
      ratios.push(
        `${roundTripMs} ms added: ${joinMs!.toFixed(2)} / ${twoMs!.toFixed(2)} ms = ${ratio}`,
      )
    }
    console.log(
      `bio ${bioBytes}, ${postsEach} posts each, join / two queries  ${ratios.join('; ')}`,
    )
  }
