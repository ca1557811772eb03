// Fails: takes the name of a user as it is
// Takes the spaces off the name: two users become one.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function setLike(pool: Pool, postId: number, user: string, liked: boolean): Promise<void> {
  const name = user.trim()
  return inTransaction(pool, async (client) => {
    const { rowCount } = liked
      ? await client.query('insert into likes values ($1, $2) on conflict do nothing', [
          postId,
          name,
        ])
      : await client.query('delete from likes where post_id = $1 and user_name = $2', [
          postId,
          name,
        ])
    const step = (rowCount ?? 0) * (liked ? 1 : -1)
    if (step !== 0)
      await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  })
}
