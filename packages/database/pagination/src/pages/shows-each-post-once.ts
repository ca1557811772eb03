import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import { removePosts } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'
import type { ReadPage } from './page.ts'

type Posts = readonly (readonly [title: string, time: string])[]

/** Reads the whole feed, page after page, and gives the titles in the order in which they came. */
export type ReadFeed = (pool: Pool) => Promise<string[]>

const pageSize = 2

export async function readPages(readPage: ReadPage, db: Queryable): Promise<string[]> {
  const titles: string[] = []
  let after: string | undefined
  do {
    const { posts, next } = await readPage(db, pageSize, after)
    titles.push(...posts.map(({ title }) => title))
    after = next
  } while (after !== undefined)
  return titles
}

// The newest post last. C and D have the same time, in the middle of a millisecond, and D is the last
// row of the first page.
const edges: Posts = [
  ['A', '2026-06-01 12:00:00Z'],
  ['B', '2026-06-01 12:00:01Z'],
  ['C', '2026-06-01 12:00:02.000400Z'],
  ['D', '2026-06-01 12:00:02.000400Z'],
  ['E', '2026-06-01 12:00:03Z'],
]

/** What another client does while the reader reads, and which posts are there all the time. */
export const changes = {
  insert: {
    text: `insert into posts (created_at, title) values ('2026-06-01 12:00:04Z', 'F')`,
    stay: ['A', 'B', 'C', 'D', 'E'],
  },
  delete: { text: `delete from posts where title = 'E'`, stay: ['A', 'B', 'C', 'D'] },
  // B is on the second page, and moves above the first one.
  moveUp: {
    text: `update posts set created_at = '2026-06-01 12:00:04Z' where title = 'B'`,
    stay: ['A', 'B', 'C', 'D', 'E'],
  },
  // D is the last post of the first page: the next page begins after a row that is gone.
  deleteLast: { text: `delete from posts where title = 'D'`, stay: ['A', 'B', 'C', 'E'] },
}

/**
 * The contract of every way: while one client reads the feed in pages of two, another one inserts a
 * newer post, or deletes the first or the last post of the first page. A post that was there all the
 * time is shown once.
 */
export function showsEachPostOnce(
  { pool, plain }: Database,
  readFeed: ReadFeed,
  change: keyof typeof changes,
  posts: Posts = edges,
): Race {
  const { text, stay } = changes[change]
  return conduct({
    setup: async () => {
      await removePosts(plain)
      await plain.query(
        `insert into posts (title, created_at)
         select title, time from unnest($1::text[], $2::timestamptz[]) as given (title, time)`,
        [posts.map(([title]) => title), posts.map(([, time]) => time)],
      )
    },
    actors: {
      reader: () => readFeed(pool),
      writer: () => pool.query(text).then(() => change),
    },
    invariant: async (endings) => {
      const shown = answerOf(endings['reader']) as string[] | undefined
      if (shown === undefined) return `the reader got no answer (${endingText(endings['reader'])})`
      const wrong = stay.find((title) => shown.filter((one) => one === title).length !== 1)
      return wrong === undefined ? undefined : `${shown.join(' ')}: ${wrong} is not shown once`
    },
  })
}
