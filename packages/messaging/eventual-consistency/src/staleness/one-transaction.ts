// ACID: the like and the count are one transaction. Whoever reads after it sees both.
// Costs a wait: all who like the same post stand in line for its row.
import { inTransaction } from '@lab/servers/in-transaction'
import { selectCount } from './like-page.ts'
import type { LikePage } from './like-page.ts'

export const oneTransaction: LikePage = {
  like: (pool, user) =>
    inTransaction(pool, async (client) => {
      await client.query('insert into events (post_id, user_id) values (1, $1)', [user])
      // BLOCKS: until the one who likes the same post has committed.
      await client.query('update like_counts set likes = likes + 1 where post_id = 1')
    }),
  async count(pool) {
    const { rows } = await pool.query(selectCount)
    return rows[0].likes
  },
}
