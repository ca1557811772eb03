// Counts rows from the top and passes over as many as were shown. An insert or a delete above moves
// every row below, so a row comes twice or never. PostgreSQL reads all rows that it passes over.
import type { ReadPage } from './page.ts'

export const offset: ReadPage = async (db, limit, after = '0') => {
  const { rows: posts } = await db.query(
    'select id, title from posts order by created_at desc, id desc limit $1 offset $2',
    [limit, after],
  )
  // RACE: another client inserts or deletes a newer post here.
  return { posts, next: posts.length < limit ? undefined : String(Number(after) + limit) }
}
