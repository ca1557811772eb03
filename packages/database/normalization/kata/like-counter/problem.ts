import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function setLike(pool: Pool, postId: number, user: string, liked: boolean): Promise<void> {
  return inTransaction(pool, async (client) => {
    if (liked) await client.query('insert into likes values ($1, $2)', [postId, user])
    else
      await client.query('delete from likes where post_id = $1 and user_name = $2', [postId, user])
    const { rows } = await client.query('select likes from posts where id = $1', [postId])
    const likes = rows[0].likes + (liked ? 1 : -1)
    await client.query('update posts set likes = $1 where id = $2', [likes, postId])
  })
}
