// Each replica keeps a row for each like; a merge adds the rows that are missing.
// BREAKS: a row that one replica has deleted comes back from the other one.
import type { LikeStore } from './like-store.ts'

export const unionOfRows: LikeStore = {
  async like({ pool }, user) {
    await pool.query('insert into likers (user_id) values ($1) on conflict do nothing', [user])
  },
  async unlike({ pool }, user) {
    await pool.query('delete from likers where user_id = $1', [user])
  },
  async merge(from, to) {
    const { rows } = await from.pool.query('select user_id from likers order by user_id')
    await to.pool.query(
      'insert into likers (user_id) select unnest($1::text[]) on conflict do nothing',
      [rows.map((row) => row.user_id)],
    )
  },
  async count({ pool }) {
    const { rows } = await pool.query('select count(*)::int as likes from likers')
    return rows[0].likes
  },
}
