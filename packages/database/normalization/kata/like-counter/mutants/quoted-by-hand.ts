// Fails: takes the name of a user as it is
// A quote in the name ends the text.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function setLike(
  pool: Pool,
  postId: number,
  user: string,
  liked: boolean,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = liked
      ? await client.query(`insert into likes values (${postId}, '${user}') on conflict do nothing`)
      : await client.query(`delete from likes where post_id = ${postId} and user_name = '${user}'`)
    const step = (rowCount ?? 0) * (liked ? 1 : -1)
    if (step !== 0)
      await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  })
}
