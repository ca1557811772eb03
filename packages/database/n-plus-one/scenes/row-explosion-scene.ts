import type { Scene } from '@lab/stage'
import {
  join,
  jsonAggregate,
  oneProlificUser,
  openDatabase,
  receivesUserOnce,
  twoQueries,
} from '../src/index.ts'
import type { LoadUsers } from '../src/index.ts'
import { judge } from './show.ts'
import type { Judged, World } from './show.ts'

const ways: (Judged & { load: LoadUsers })[] = [
  {
    way: 'join',
    load: join,
    claim: 'breaks',
    text: 'The bio stands in every row. The statement count is perfect, and the wire is full.',
  },
  {
    way: 'two-queries',
    load: twoQueries,
    claim: 'holds',
    text: 'The user comes once, then the posts.',
  },
  {
    way: 'json-aggregate',
    load: jsonAggregate,
    claim: 'holds',
    text: 'One row with everything. It repeats the names of the keys instead.',
  },
]

export const rowExplosionScene: Scene<World> = {
  id: 'row-explosion',
  title: 'One user with 10,000 posts',
  async play(stage) {
    await using db = await openDatabase(oneProlificUser)
    await stage.say(
      'The user has a bio of 1000 bytes. How often it is received is reckoned from the bytes: the same load with the bio and without.',
    )
    for (const { load, ...judged } of ways) {
      const { statements, rows, bytes, copies, violation } = await receivesUserOnce(db, load)
      await judge(stage, judged, violation, {
        statements: statements.length,
        rows,
        bytesReceived: bytes.received,
        copiesOfTheBio: copies,
      })
    }
  },
}
