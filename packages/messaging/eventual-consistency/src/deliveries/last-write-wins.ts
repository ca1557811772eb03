// Keeps what has the later time of the writer's clock. Replicas agree, whatever the order.
// BREAKS: a write of a clock that is behind is dropped, on all replicas, without an error. Two
// writes with the same time need a second rule, else each replica keeps what came first.
import { readLikers } from './read-model.ts'
import type { ReadModel } from './read-model.ts'

export const lastWriteWins: ReadModel = {
  async apply(pool, event) {
    if (event.type === 'titled') {
      await pool.query(
        'update titles set title = $2, written_at = $3 where post_id = $1 and written_at < $3',
        [event.post, event.title, event.writtenAt],
      )
      return
    }
    await pool.query(
      `insert into likes as mine (post_id, user_id, liked, written_at) values ($1, $2, $3, $4)
       on conflict (post_id, user_id) do update
       set liked = excluded.liked, written_at = excluded.written_at
       where mine.written_at < excluded.written_at`,
      [event.post, event.user, event.type === 'liked', event.writtenAt],
    )
  },
  read: readLikers,
}
