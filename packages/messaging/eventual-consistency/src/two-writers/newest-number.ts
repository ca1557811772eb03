// Each replica keeps a number and when it was written; the later one wins.
// BREAKS: of two writes that do not know of each other one is lost, also with perfect clocks.
import type { LikeStore, Replica } from './like-store.ts'

export const newestNumber: LikeStore = {
  like: (replica) => add(replica, 1),
  unlike: (replica) => add(replica, -1),
  async merge(from, to) {
    const { rows } = await from.pool.query('select likes, written_at from numbers')
    await to.pool.query('update numbers set likes = $1, written_at = $2 where written_at < $2', [
      rows[0].likes,
      rows[0].written_at,
    ])
  },
  async count({ pool }) {
    const { rows } = await pool.query('select likes from numbers')
    return rows[0].likes
  },
}

async function add({ pool, now }: Replica, change: 1 | -1): Promise<void> {
  await pool.query('update numbers set likes = likes + $1, written_at = $2', [change, now()])
}
