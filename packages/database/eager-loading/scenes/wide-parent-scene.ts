import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  join,
  jsonAggregate,
  oneProlificUser,
  openDatabase,
  receivesUserOnce,
  twoQueries,
} from '../src/index.ts'
import type { LoadUsers } from '../src/index.ts'

const ways: { way: string; load: LoadUsers; claim: Claim; text: string }[] = [
  {
    way: 'join',
    load: join,
    claim: 'breaks',
    text: 'The bio stands in every row. There is one statement, and 10 MB of reply.',
  },
  {
    way: 'two-queries',
    load: twoQueries,
    claim: 'holds',
    text: 'The user is received once, then the posts.',
  },
  {
    way: 'json-aggregate',
    load: jsonAggregate,
    claim: 'holds',
    text: 'One row holds everything. It repeats the names of the keys instead.',
  },
]

export const wideParentScene: Scene<object> = {
  id: 'wide-parent',
  title: 'One user with 10,000 posts',
  async play(stage) {
    await using db = await openDatabase(oneProlificUser)
    await stage.say(
      'The user has a bio of 1000 bytes. How often it is received follows from the bytes: the same load with the bio and without.',
    )
    for (const { load, ...judged } of ways) {
      const { statements, rows, bytes, copies, violation } = await receivesUserOnce(db, load)
      await judge(stage, { ...judged, promise: 'the user is received once' }, violation, {
        statements: statements.length,
        rows,
        bytesReceived: bytes.received,
        copiesOfTheBio: copies,
      })
    }
  },
}
