import type { Knex } from 'knex'
import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../open-database.ts'

/** One way to count the views of some paths, in the order of the paths. */
export type CountViews = (knex: Knex, paths: readonly string[]) => Promise<number[]>

const expected = { '/users': 3, '/posts': 2, '/tags': 1 }

/** The contract of every way: each path has its own number of views. */
export async function countsEachPath(
  { knex, counter, plain }: Database,
  count: CountViews,
): Promise<{ statements: string[]; counts: number[]; violation: string | undefined }> {
  await plain.query(`
    truncate page_views;
    insert into page_views (path) values
      ('/users'), ('/users'), ('/users'), ('/posts'), ('/posts'), ('/tags')`)
  // Knex asks the server for its version when it connects first.
  await knex.raw('select 1')
  const { result: counts, statements } = await counter.during(() =>
    count(knex, Object.keys(expected)),
  )
  const right = Object.values(expected)
  const violation = isDeepStrictEqual(counts, right)
    ? undefined
    : `${right.join(', ')} views, ${counts.join(', ')} counted`
  return { statements, counts, violation }
}
