// Logs the builder's SQL. Making the text sends nothing.
// Costs nothing; the text has its values filled in, so it is for reading and not for running.
import type { RecordView } from './records-one-view.ts'

export const loggedText: RecordView = async ({ knex, log }) => {
  const recorded = knex('page_views').insert({ path: '/users' })
  await log('recording', recorded.toQuery())
  await recorded
}
