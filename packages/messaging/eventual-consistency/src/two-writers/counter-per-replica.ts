// A PN-counter: each replica counts its own likes and unlikes, which only grow. A merge keeps the
// greater of each, so it may come late, twice or never. Costs two numbers for each replica.
// It does not know users: who likes at both replicas counts twice.
import type { LikeStore } from './like-store.ts'

export const counterPerReplica: LikeStore = {
  async like({ pool, name }) {
    await pool.query('update counters set likes = likes + 1 where replica = $1', [name])
  },
  async unlike({ pool, name }) {
    await pool.query('update counters set unlikes = unlikes + 1 where replica = $1', [name])
  },
  async merge(from, to) {
    const { rows } = await from.pool.query(
      'select replica, likes, unlikes from counters order by replica',
    )
    await to.pool.query(
      `update counters as mine
       set likes = greatest(mine.likes, their.likes), unlikes = greatest(mine.unlikes, their.unlikes)
       from unnest($1::text[], $2::int[], $3::int[]) as their (replica, likes, unlikes)
       where mine.replica = their.replica`,
      ['replica', 'likes', 'unlikes'].map((column) => rows.map((row) => row[column])),
    )
  },
  async count({ pool }) {
    const { rows } = await pool.query('select sum(likes - unlikes)::int as likes from counters')
    return rows[0].likes
  },
}
