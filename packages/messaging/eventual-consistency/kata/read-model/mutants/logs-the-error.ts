// Fails: loses no event when the database is away for a moment
// Logs what fails and answers all the same, so the event is not delivered again.
import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  return {
    async apply(event: PostEvent): Promise<void> {
      try {
        if (event.type === 'titled') {
          await pool.query(
            `insert into titles as mine (post_id, title, version) values ($1, $2, $3)
             on conflict (post_id) do update set title = excluded.title, version = excluded.version
             where mine.version < excluded.version`,
            [event.post, event.title, event.version],
          )
          return
        }
        // An unlike keeps its row: it tells an older like that it is too late.
        await pool.query(
          `insert into likes as mine (post_id, user_id, liked, version) values ($1, $2, $3, $4)
           on conflict (post_id, user_id) do update
           set liked = excluded.liked, version = excluded.version
           where mine.version < excluded.version`,
          [event.post, event.user, event.type === 'liked', event.version],
        )
      } catch {
        // Here a real program writes to its log.
      }
    },

    async read(post: number): Promise<PostView> {
      const { rows } = await pool.query(
        `select coalesce((select title from titles where post_id = $1), '') as title,
                (select count(*)::int from likes where post_id = $1 and liked) as likes`,
        [post],
      )
      return rows[0]
    },
  }
}
