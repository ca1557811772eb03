import type { Scene } from '@lab/stage'
import {
  builderAwaitedTwice,
  caughtBuilder,
  promiseAwaitedTwice,
  recordsOneView,
  unawaitedBuilder,
} from '../src/index.ts'
import type { RecordView } from '../src/index.ts'
import { judge } from './show.ts'
import type { Judged, World } from './show.ts'

const ways: (Judged & { record: RecordView })[] = [
  {
    way: 'unawaited-builder',
    record: unawaitedBuilder,
    claim: 'breaks',
    text: 'The insert was built and never sent. There is no error to see.',
  },
  {
    way: 'builder-awaited-twice',
    record: builderAwaitedTwice,
    claim: 'breaks',
    text: 'Each await asks the builder to run again.',
  },
  {
    way: 'caught-builder',
    record: caughtBuilder,
    claim: 'holds',
    text: 'Asking for the error asks for the result, and that sends it.',
  },
  {
    way: 'promise-awaited-twice',
    record: promiseAwaitedTwice,
    claim: 'holds',
    text: 'pool.query sends when it is called, once. Its promise only tells what came of it.',
  },
]

export const lazyQueryScene: Scene<World> = {
  id: 'lazy-query',
  title: 'When a lazy query really runs',
  async play(stage, { db }) {
    await stage.say(
      'Each view of a page is to be noted once. A query builder (knex) is no promise: it has a method then, which await calls, and which sends the statement.',
    )
    for (const { record, ...judged } of ways) {
      const { statements, views, violation } = await recordsOneView(db, record)
      await judge(stage, judged, violation, { statements, rows: views })
    }
  },
}
