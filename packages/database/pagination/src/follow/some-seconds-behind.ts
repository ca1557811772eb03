// Reads only posts that are five seconds old, so that slower transactions may catch up. Each post
// comes five seconds late, and one whose transaction takes longer than that is skipped all the same.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Feed } from './follows-every-post.ts'

const lagMs = 5_000

export const someSecondsBehind: Feed = {
  start: '-infinity 0',
  pollMs: lagMs,
  publish: (pool, title, nowMs) =>
    inTransaction(pool, (client) =>
      client.query('insert into posts (title, created_at) values ($1, $2)', [
        title,
        new Date(nowMs),
      ]),
    ).then(() => {}),
  async readNews(db, after, nowMs) {
    const [time, id] = after.split(' ')
    const { rows } = await db.query(
      `select id, title, created_at from posts
       where (created_at, id) > ($1::timestamptz, $2::bigint) and created_at <= $3
       order by created_at, id`,
      [time, id, new Date(nowMs - lagMs)],
    )
    const last = rows.at(-1)
    return {
      titles: rows.map(({ title }) => title),
      next: last === undefined ? after : `${last.created_at.toISOString()} ${last.id}`,
    }
  },
}
