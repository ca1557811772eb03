// Remembers the highest id that was read. Ids are given when a row is inserted and seen when it is
// committed, in another order: a post that commits late has an id that the reader has passed.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Feed } from './follows-every-post.ts'

export const byId: Feed = {
  start: '0',
  publish: (pool, title) =>
    inTransaction(pool, async (client) => {
      await client.query('insert into posts (title) values ($1)', [title])
      // RACE: another client gets the next id, and commits before this one.
    }),
  async readNews(db, after) {
    const { rows } = await db.query('select id, title from posts where id > $1 order by id', [
      after,
    ])
    return { titles: rows.map(({ title }) => title), next: rows.at(-1)?.id ?? after }
  },
}
