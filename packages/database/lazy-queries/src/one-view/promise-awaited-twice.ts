// Calls the pool instead of a builder. Its promise stands for one run, however often it is awaited.
// Costs the builder: the SQL is written by hand.
import type { RecordView } from './records-one-view.ts'

export const promiseAwaitedTwice: RecordView = async ({ pool }) => {
  const recorded = pool.query("insert into page_views (path) values ('/users')")
  await recorded
  await recorded
}
