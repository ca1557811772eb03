// Lets the pool run the statement. Its promise stands for one run, however often it is awaited.
import type { RecordView } from './records-one-view.ts'

export const promiseAwaitedTwice: RecordView = async ({ pool }) => {
  const recorded = pool.query("insert into page_views (path) values ('/users')")
  await recorded
  await recorded
}
