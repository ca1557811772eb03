// Fails: shows the newest title, in every order of two changes
// MERGE looks first and inserts then: of the first two titles one fails with a duplicate key.
import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  return {
    async apply(event: PostEvent): Promise<void> {
      if (event.type === 'titled') {
        await pool.query(
          `merge into titles as mine
           using (values ($1::int, $2::text, $3::int)) as event (post_id, title, version)
           on mine.post_id = event.post_id
           when matched and mine.version < event.version
             then update set title = event.title, version = event.version
           when not matched
             then insert (post_id, title, version) values (event.post_id, event.title, event.version)`,
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
