// Writes the ids into the statement.
// Breaks: an id that is no id becomes part of the statement, and an empty list is a syntax error.
import type { Queryable } from '../open-database.ts'

export async function joinedText(db: Queryable, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    `select title from posts where user_id in (${userIds.join(', ')}) order by id`,
  )
  return rows.map(({ title }) => title)
}
