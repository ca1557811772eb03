// Keeps the builder as if it were a promise, and awaits it in two places.
// Breaks: each await runs it again. With a select it is a wasted statement, here it is a row.
import type { RecordView } from './records-one-view.ts'

export const builderAwaitedTwice: RecordView = async ({ builder }) => {
  const recorded = builder('page_views').insert({ path: '/users' })
  await recorded
  await recorded
}
