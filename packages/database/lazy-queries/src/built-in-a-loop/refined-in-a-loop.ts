// Builds the query once, and adds each path to it in the loop.
// Breaks: `where` changes the builder, so the second turn asks for rows with both paths.
import type { CountViews } from './counts-each-path.ts'

export const refinedInALoop: CountViews = async (knex, paths) => {
  const views = knex('page_views')
  const counts: number[] = []
  for (const path of paths) {
    const rows = await views.where({ path })
    counts.push(rows.length)
  }
  return counts
}
