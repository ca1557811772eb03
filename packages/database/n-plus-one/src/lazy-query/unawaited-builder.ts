// Builds the insert and does not wait for it, so that the page is not held up.
// Breaks: a builder is a description. It runs when somebody asks for its result, and nobody does.
import type { RecordView } from './records-one-view.ts'

export const unawaitedBuilder: RecordView = async ({ builder }) => {
  builder('page_views').insert({ path: '/users' })
}
