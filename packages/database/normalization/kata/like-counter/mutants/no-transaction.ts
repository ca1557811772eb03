// Fails: changes the row and the counter together, wherever the program dies
// Two statements, each with a commit of its own. A crash between them leaves a like that is not counted.
import type { Pool } from 'pg'

export async function setLike(
  pool: Pool,
  postId: number,
  user: string,
  liked: boolean,
): Promise<void> {
  const client = pool
  const { rowCount } = liked
    ? await client.query('insert into likes values ($1, $2) on conflict do nothing', [postId, user])
    : await client.query('delete from likes where post_id = $1 and user_name = $2', [postId, user])
  const step = (rowCount ?? 0) * (liked ? 1 : -1)
  if (step !== 0)
    await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
}
