// BASE: a like is an event of its own, and a projector counts later. No user waits for another one.
// BREAKS: a user who likes and looks may see the count from before.
import { selectCount } from './like-page.ts'
import type { LikePage } from './like-page.ts'

export const projectedLater: LikePage = {
  async like(pool, user) {
    await pool.query('insert into events (post_id, user_id) values (1, $1)', [user])
  },
  async count(pool) {
    const { rows } = await pool.query(selectCount)
    return rows[0].likes
  },
  async project(pool) {
    await pool.query(
      'update like_counts set likes = (select count(*) from events where post_id = 1)',
    )
  },
}
