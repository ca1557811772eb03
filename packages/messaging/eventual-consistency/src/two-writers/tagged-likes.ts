// An OR-set: each like is a tag of its own, and to unlike marks the tags that this replica has. A
// merge adds tags and marks and removes neither. Costs a row for each like that ever was.
import type { LikeStore } from './like-store.ts'

export const taggedLikes: LikeStore = {
  async like({ pool, name, now }, user) {
    await pool.query('insert into tags (tag, user_id) values ($1, $2)', [`${name}-${now()}`, user])
  },
  async unlike({ pool }, user) {
    await pool.query('update tags set removed = true where user_id = $1', [user])
  },
  async merge(from, to) {
    const { rows } = await from.pool.query('select tag, user_id, removed from tags order by tag')
    await to.pool.query(
      `insert into tags as mine (tag, user_id, removed)
       select * from unnest($1::text[], $2::text[], $3::boolean[])
       on conflict (tag) do update set removed = mine.removed or excluded.removed`,
      ['tag', 'user_id', 'removed'].map((column) => rows.map((row) => row[column])),
    )
  },
  async count({ pool }) {
    const { rows } = await pool.query(
      'select count(distinct user_id)::int as likes from tags where not removed',
    )
    return rows[0].likes
  },
}
