// Each fact has the version that it was last set by: the title one, and each user's like one. An
// event sets its fact when it is newer. To unlike keeps the row: it says that there was a like.
// Costs a row for everyone who has ever liked, and a number that the writers' side gives.
import { readLikers } from './read-model.ts'
import type { ReadModel } from './read-model.ts'

export const versionPerFact: ReadModel = {
  async apply(pool, event) {
    if (event.type === 'titled') {
      await pool.query(
        `insert into titles as mine (post_id, title, version) values ($1, $2, $3)
         on conflict (post_id) do update set title = excluded.title, version = excluded.version
         where mine.version < excluded.version`,
        [event.post, event.title, event.version],
      )
      return
    }
    await pool.query(
      `insert into likes as mine (post_id, user_id, liked, version) values ($1, $2, $3, $4)
       on conflict (post_id, user_id) do update
       set liked = excluded.liked, version = excluded.version
       where mine.version < excluded.version`,
      [event.post, event.user, event.type === 'liked', event.version],
    )
  },
  read: readLikers,
}
