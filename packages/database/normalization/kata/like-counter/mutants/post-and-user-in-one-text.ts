// Fails: leaves the counter of another post alone
// Finds a like by post and user as one text: '1' and '1a' are the same as '11' and 'a'.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function setLike(pool: Pool, postId: number, user: string, liked: boolean): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = liked
      ? await client.query('insert into likes values ($1, $2) on conflict do nothing', [
          postId,
          user,
        ])
      : await client.query('delete from likes where post_id || user_name = $1::int || $2::text', [
          postId,
          user,
        ])
    const step = (rowCount ?? 0) * (liked ? 1 : -1)
    if (step !== 0)
      await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  })
}
