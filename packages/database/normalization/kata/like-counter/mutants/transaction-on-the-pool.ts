// Fails: changes the row and the counter together, wherever the program dies
// Sends each statement to the pool, which may give another connection each time: there is no transaction.
import type { Pool } from 'pg'

export async function setLike(
  pool: Pool,
  postId: number,
  user: string,
  liked: boolean,
): Promise<void> {
  await pool.query('begin')
  const { rowCount } = liked
    ? await pool.query('insert into likes values ($1, $2) on conflict do nothing', [postId, user])
    : await pool.query('delete from likes where post_id = $1 and user_name = $2', [postId, user])
  const step = (rowCount ?? 0) * (liked ? 1 : -1)
  if (step !== 0)
    await pool.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  await pool.query('commit')
}
