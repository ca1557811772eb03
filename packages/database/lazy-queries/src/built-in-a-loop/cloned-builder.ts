// Starts each turn from a clone, so that a path is added to a query of its own.
// Costs a statement for each path.
import type { CountViews } from './counts-each-path.ts'

export const clonedBuilder: CountViews = async (knex, paths) => {
  const views = knex('page_views')
  const counts: number[] = []
  for (const path of paths) {
    const rows = await views.clone().where({ path })
    counts.push(rows.length)
  }
  return counts
}
