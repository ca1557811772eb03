// Asks for the result, and does not wait for it: `catch` runs the builder, and hears its error.
import type { RecordView } from './records-one-view.ts'

export const caughtBuilder: RecordView = async ({ builder }) => {
  builder('page_views').insert({ path: '/users' }).catch(console.error)
}
