// A like is a row with a unique key, so it counts once; to unlike deletes the row.
// BREAKS: a deleted row leaves no trace, and a like that comes after its unlike brings it back.
import { changePost } from './as-it-comes.ts'
import { readLikers } from './read-model.ts'
import type { ReadModel } from './read-model.ts'

export const rowPerLike: ReadModel = {
  async apply(pool, event) {
    if (event.type === 'titled') return changePost(pool, event)
    await pool.query(
      event.type === 'liked'
        ? 'insert into likes (post_id, user_id) values ($1, $2) on conflict do nothing'
        : 'delete from likes where post_id = $1 and user_id = $2',
      [event.post, event.user],
    )
  },
  read: readLikers,
}
