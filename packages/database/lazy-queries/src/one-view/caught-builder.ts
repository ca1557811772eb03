// Sends the insert without waiting for it: `catch` asks for the result, and handles an error.
// Costs certainty: the page answers before the row is there, and a crash loses it.
import type { RecordView } from './records-one-view.ts'

export const caughtBuilder: RecordView = async ({ knex }) => {
  knex('page_views').insert({ path: '/users' }).catch(console.error)
}
