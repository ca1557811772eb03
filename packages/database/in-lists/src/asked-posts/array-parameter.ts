// Sends the ids as one parameter, an array. The statement is the same for every list.
// Costs nothing here; the rows come in the order of `order by`, not of the list.
import type { Queryable } from '../open-database.ts'

export async function arrayParameter(db: Queryable, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query('select title from posts where user_id = any($1) order by id', [
    userIds,
  ])
  return rows.map(({ title }) => title)
}
