// Fails: takes a like back once, also twice at the same time, and none that is not there
// Both calls find the like, and each takes one off the counter.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export async function setLike(
  pool: Pool,
  postId: number,
  user: string,
  liked: boolean,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    let step = 0
    if (liked) {
      const { rowCount } = await client.query(
        'insert into likes values ($1, $2) on conflict do nothing',
        [postId, user],
      )
      step = rowCount ?? 0
    } else {
      const { rows } = await client.query(
        'select from likes where post_id = $1 and user_name = $2',
        [postId, user],
      )
      if (rows.length === 0) return
      await client.query('delete from likes where post_id = $1 and user_name = $2', [postId, user])
      step = -1
    }
    if (step !== 0)
      await client.query('update posts set likes = likes + $1 where id = $2', [step, postId])
  })
}
