// Does what the event says: counts up or down, sets the title.
// BREAKS: a like that comes twice counts twice, and the title that comes last stays, also an old one.
import { readCount } from './read-model.ts'
import type { PostEvent, Queryable, ReadModel } from './read-model.ts'

export const asItComes: ReadModel = {
  apply: changePost,
  read: readCount,
}

export async function changePost(pool: Queryable, event: PostEvent): Promise<void> {
  if (event.type === 'titled') {
    await pool.query('update titles set title = $2 where post_id = $1', [event.post, event.title])
    return
  }
  await pool.query('update like_counts set likes = likes + $2 where post_id = $1', [
    event.post,
    event.type === 'liked' ? 1 : -1,
  ])
}
