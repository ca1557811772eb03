// Reads only posts of transactions older than every one that still runs: below them nothing can be
// committed any more. Costs a column and an index, and one long transaction anywhere on the server
// holds every post back.
import { byId } from './by-id.ts'
import type { Feed } from './follows-every-post.ts'

export const belowTheSnapshot: Feed = {
  start: '0 0',
  publish: byId.publish,
  async readNews(db, after) {
    const { rows } = await db.query(
      `select id, xid, title from posts
       where (xid, id) > ($1::xid8, $2::bigint)
         and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by xid, id`,
      after.split(' '),
    )
    const last = rows.at(-1)
    return {
      titles: rows.map(({ title }) => title),
      next: last === undefined ? after : `${last.xid} ${last.id}`,
    }
  },
}
