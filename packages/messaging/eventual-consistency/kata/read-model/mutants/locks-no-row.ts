// Fails: shows the newest title, in every order of two changes
// The first two titles of a post find no row to lock, and both write.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { PostEvent, PostView } from '@lab/eventual-consistency'

export function openReadModel(pool: Pool) {
  return {
    async apply(event: PostEvent): Promise<void> {
      if (event.type === 'titled') {
        await inTransaction(pool, async (client) => {
          const { rows } = await client.query(
            'select version from titles where post_id = $1 for update',
            [event.post],
          )
          if (rows.length > 0 && rows[0].version >= event.version) return
          await client.query(
            `insert into titles (post_id, title, version) values ($1, $2, $3)
             on conflict (post_id) do update set title = excluded.title, version = excluded.version`,
            [event.post, event.title, event.version],
          )
        })
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
