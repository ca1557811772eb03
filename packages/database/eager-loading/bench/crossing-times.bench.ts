import { hundredUsers, join, jsonAggregate, openDatabase, twoQueries } from '../src/index.ts'
import type { LoadUsers } from '../src/index.ts'
import { medianTimes } from './median-times.ts'

// 100 users with 450 posts in each way; then a join against two queries, as users get wider and have
// more posts. With 0 and 1 ms added to each round trip. Ratios within one run.

const rounds = 31

await using db = await openDatabase(hundredUsers)
const time = (loads: LoadUsers[]) =>
  medianTimes(
    rounds,
    loads.map((load) => () => load(db.pool, 100)),
  )
for (const load of [join, twoQueries, jsonAggregate]) await load(db.pool, 100)

for (const roundTripMs of [0, 1]) {
  db.counter.roundTripMs = roundTripMs
  const [joinMs, twoMs, jsonMs] = await time([join, twoQueries, jsonAggregate])
  console.log(
    `${roundTripMs} ms added: join ${joinMs!.toFixed(2)} ms, two-queries ${twoMs!.toFixed(2)} ms, ` +
      `json-aggregate ${jsonMs!.toFixed(2)} ms`,
  )
}

for (const bioBytes of [0, 1000])
  for (const postsEach of [1, 2, 5, 10, 20, 50]) {
    await db.fill({ users: 100, bioBytes, posts: [postsEach, postsEach] })
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
