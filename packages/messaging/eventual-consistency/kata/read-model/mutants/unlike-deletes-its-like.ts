// Fails: shows what a user did last, in every order of a like and an unlike
// Keeps a tombstone only until the like is here. The like may come again.
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
      if (event.type === 'unliked') {
        const { rowCount } = await pool.query(
          'delete from likes where post_id = $1 and user_id = $2 and liked and version < $3',
          [event.post, event.user, event.version],
        )
        if (rowCount === 1) return
      }
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
