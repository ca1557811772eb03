// Fails: counts a like once that is sent twice at the same time
// Both calls find no like. One of them then fails on the key.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function setLike(pool: Pool, postId: number, user: string, liked: boolean): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select from likes where post_id = $1 and user_name = $2', [
      postId,
      user,
    ])
    if (liked === rows.length > 0) return
    if (liked) await client.query('insert into likes values ($1, $2)', [postId, user])
    const { rowCount } = await client.query(
      'delete from likes where post_id = $1 and user_name = $2 and not $3',
      [postId, user, liked],
    )
    const step = liked ? 1 : -(rowCount ?? 0)
    await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  })
}
