// Fails: keeps the counter right when two users like, or take back, at the same time
// The subquery does not see what the other user has not committed yet.
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
    if (rowCount === 0) return
    await client.query(
      'update posts set likes = (select count(*) from likes where post_id = $1) where id = $1',
      [postId],
    )
  })
}
