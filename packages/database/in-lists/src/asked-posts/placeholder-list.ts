// Writes a placeholder for each id, and sends the ids as parameters.
// Breaks: another statement for each length, an error for an empty list and for more than 65 535.
import type { Queryable } from '../open-database.ts'

export async function placeholderList(
  db: Queryable,
  userIds: readonly string[],
): Promise<string[]> {
  const placeholders = userIds.map((_, index) => `$${index + 1}`)
  const { rows } = await db.query(
    `select title from posts where user_id in (${placeholders.join(', ')}) order by id`,
    [...userIds],
  )
  return rows.map(({ title }) => title)
}
