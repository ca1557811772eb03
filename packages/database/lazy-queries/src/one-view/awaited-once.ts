// Awaits the builder where it is built, and keeps only the result.
// Costs the wait: the page answers when the row is there.
import type { RecordView } from './records-one-view.ts'

export const awaitedOnce: RecordView = async ({ knex, log }) => {
  const recorded = await knex('page_views').insert({ path: '/users' })
  await log('recorded', recorded)
}
