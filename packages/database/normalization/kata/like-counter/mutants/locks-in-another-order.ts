// Fails: fails neither when a user likes and takes back at the same time
// Locks the post before the like, and to take back the like before the post: each waits for the other.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function setLike(pool: Pool, postId: number, user: string, liked: boolean): Promise<void> {
  return inTransaction(pool, async (client) => {
    if (liked) await client.query('select from posts where id = $1 for update', [postId])
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
    if (step !== 0)
      await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  })
}
