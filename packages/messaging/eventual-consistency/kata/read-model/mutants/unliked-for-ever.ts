// Fails: shows what a user did last, in every order of a like and an unlike
// The tombstone wins against every like, also against a newer one.
import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  return {
    async apply(event: PostEvent): Promise<void> {
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
        `insert into likes as mine (post_id, user_id, liked) values ($1, $2, $3)
         on conflict (post_id, user_id) do update set liked = mine.liked and excluded.liked`,
        [event.post, event.user, event.type === 'liked'],
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
