// Sends the ids as one array and joins with its rows, so that each place in the list has its posts.
// Costs care: an id that is in the list twice gives its posts twice.
import type { Queryable } from '../open-database.ts'

export async function unnestedArray(db: Queryable, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    `select title from unnest($1::int[]) with ordinality as asked (user_id, place)
     join posts using (user_id)
     order by place, posts.id`,
    [userIds],
  )
  return rows.map(({ title }) => title)
}
