// Builds the insert and does not wait for it, so that the page is not held up.
// Breaks: the builder only describes the insert. It sends it when its result is asked for.
import type { RecordView } from './records-one-view.ts'

export const unawaitedBuilder: RecordView = async ({ knex }) => {
  knex('page_views').insert({ path: '/users' })
}
