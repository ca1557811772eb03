// Keeps the builder as if it were a promise, and awaits it in two places.
// Breaks: each await sends the insert again. A select would only be wasted; this is a second row.
import type { RecordView } from './records-one-view.ts'

export const builderAwaitedTwice: RecordView = async ({ knex }) => {
  const recorded = knex('page_views').insert({ path: '/users' })
  await recorded
  await recorded
}
