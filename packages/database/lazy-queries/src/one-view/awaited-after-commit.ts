// Builds the insert inside a transaction and awaits it after the commit.
// Breaks: the insert would go out only then, and its transaction has ended. Knex refuses it.
import type { RecordView } from './records-one-view.ts'

export const awaitedAfterCommit: RecordView = async ({ knex }) => {
  const transaction = await knex.transaction()
  const recorded = transaction('page_views').insert({ path: '/users' })
  await transaction.commit()
  await recorded
}
