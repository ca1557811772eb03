import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  return {
    async apply(event: PostEvent): Promise<void> {
      if (event.type === 'titled') {
        await pool.query(
          `insert into titles (post_id, title) values ($1, $2)
           on conflict (post_id) do update set title = excluded.title`,
          [event.post, event.title],
        )
        return
      }
      await pool.query(
        `insert into like_counts (post_id, likes) values ($1, $2)
         on conflict (post_id) do update set likes = like_counts.likes + excluded.likes`,
        [event.post, event.type === 'liked' ? 1 : -1],
      )
    },

    async read(post: number): Promise<PostView> {
      const { rows } = await pool.query(
        `select coalesce((select title from titles where post_id = $1), '') as title,
                coalesce((select likes from like_counts where post_id = $1), 0) as likes`,
        [post],
      )
      return rows[0]
    },
  }
}
