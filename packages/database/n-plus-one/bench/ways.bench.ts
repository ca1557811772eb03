import { Client } from 'pg'
import {
  hundredUsers,
  join,
  openDatabase,
  parallelQueries,
  queryPerRow,
  twoQueries,
} from '../src/index.ts'
import type { LoadUsers } from '../src/index.ts'
import { medianTimes } from './median-times.ts'

// 100 users with 450 posts in each way, with 0 and 1 ms added to each round trip; the parallel
// queries also on one connection that sends without waiting for replies. Ratios within one run.

const ways: [string, LoadUsers][] = [
  ['query-per-row', queryPerRow],
  ['parallel-queries', parallelQueries],
  ['join', join],
  ['two-queries', twoQueries],
  ['pipelined', (_, limit) => parallelQueries(pipelined, limit)],
]
const rounds = 31

await using db = await openDatabase(hundredUsers)
const pipelined = new Client({ connectionString: db.counter.url, pipeline: true })
await pipelined.connect()
for (const [, load] of ways) await load(db.pool, 100)

for (const roundTripMs of [0, 1]) {
  db.counter.roundTripMs = roundTripMs
  const times = await medianTimes(
    rounds,
    ways.map(
      ([, load]) =>
        () =>
          load(db.pool, 100),
    ),
  )
  for (const [index, [name]] of ways.entries()) {
    const ms = times[index]!
    const ratio = `query-per-row takes ${(times[0]! / ms).toFixed(1)} times as long`
    console.log(`${roundTripMs} ms added, ${name.padEnd(18)} ${ms.toFixed(2)} ms, ${ratio}`)
  }
}

await pipelined.end()
