// Fails: keeps the counter right when two users like, or take back, at the same time
// Two users read one number, and a change is lost.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function setLike(pool: Pool, postId: number, user: string, liked: boolean): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = liked
      ? await client.query('insert into likes values ($1, $2) on conflict do nothing', [
          postId,
          user,
        ])
      : await client.query('delete from likes where post_id = $1 and user_name = $2', [
          postId,
          user,
        ])
    const step = (rowCount ?? 0) * (liked ? 1 : -1)
    if (step === 0) return
    const { rows } = await client.query('select likes from posts where id = $1', [postId])
    await client.query('update posts set likes = $1 where id = $2', [rows[0].likes + step, postId])
  })
}
