// Fails: shows what another process has applied
// Keeps what it has read until it applies an event itself.
import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  const posts = new Map<number, PostView>()
  return {
    async apply(event: PostEvent): Promise<void> {
      posts.delete(event.post)
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
    },

    async read(post: number): Promise<PostView> {
      const known = posts.get(post)
      if (known !== undefined) return known
      const { rows } = await pool.query(
        `select coalesce((select title from titles where post_id = $1), '') as title,
                (select count(*)::int from likes where post_id = $1 and liked) as likes`,
        [post],
      )
      posts.set(post, rows[0])
      return rows[0]
    },
  }
}
