// Gives the builder to a log that awaits what it prints, as it does with promises.
// Breaks: the log line asks for the result first and sends the insert; the code sends it again.
import type { RecordView } from './records-one-view.ts'

export const loggedBuilder: RecordView = async ({ knex, log }) => {
  const recorded = knex('page_views').insert({ path: '/users' })
  await log('recorded', recorded)
  await recorded
}
