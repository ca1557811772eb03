// Writes the ids into the text of the statement.
// Breaks: a value that is not an id becomes SQL, and an empty list is a syntax error.
import type { Queryable } from '../open-database.ts'

export async function joinedText(db: Queryable, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    `select title from posts where user_id in (${userIds.join(', ')}) order by id`,
  )
  return rows.map(({ title }) => title)
}
