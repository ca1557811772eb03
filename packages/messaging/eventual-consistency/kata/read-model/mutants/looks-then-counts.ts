// Fails: counts a like once, when its event comes twice, in every order
// Both deliveries look before one of them has stored that it was here.
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
      const { post, version } = event
      const seen = await pool.query('select from seen where post_id = $1 and version = $2', [
        post,
        version,
      ])
      if (seen.rows.length > 0) return
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query(
          `insert into like_counts (post_id, likes) values ($1, $2)
           on conflict (post_id) do update set likes = like_counts.likes + excluded.likes`,
          [post, event.type === 'liked' ? 1 : -1],
        )
        await client.query(
          'insert into seen (post_id, version) values ($1, $2) on conflict do nothing',
          [post, version],
        )
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
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
