// Fails: shows the newest title, in every order of two changes
// Each process knows only the versions that it has applied itself.
import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  const versions = new Map<number, number>()
  return {
    async apply(event: PostEvent): Promise<void> {
      if (event.type === 'titled') {
        if ((versions.get(event.post) ?? 0) >= event.version) return
        versions.set(event.post, event.version)
        await pool.query(
          `insert into titles (post_id, title) values ($1, $2)
           on conflict (post_id) do update set title = excluded.title`,
          [event.post, event.title],
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
