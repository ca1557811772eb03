import { isDeepStrictEqual } from 'node:util'
import { defineFacts } from '@lab/kata'
import { Pool } from 'pg'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'
import type { ReadPage } from '../../src/pages/page.ts'
import { readPages, showsEachPostOnce } from '../../src/pages/shows-each-post-once.ts'

type ReadAnswer = (pool: Pool, limit: number, after?: string) => ReturnType<ReadPage>

// Of a second each: equal times and parts of a millisecond are the matter of facts of their own.
const posts = ['A', 'B', 'C', 'D', 'E'].map(
  (title, n) => [title, `2026-06-01 12:00:0${n}Z`] as const,
)

export const facts = defineFacts<ReadAnswer, Database>({
  answer: 'page',
  open: openDatabase,
  facts: {
    'gives the posts of a page, and next unless it is the last one': (page, { plain }) =>
      differs(page, plain, [
        { posts: [], limit: 5, pages: [''], exact: true },
        { posts: at('1 2 3 4', '12:00:0'), limit: 3, pages: ['4 3 2', '1'], exact: true },
        { posts: at('1 2 3 4', '12:00:0'), limit: 2, pages: ['4 3', '2 1'], exact: true },
        { posts: at('1 2 3 4', '12:00:0'), limit: 10, pages: ['4 3 2 1'], exact: true },
      ]),

    'gives each post as { id, title }, whatever stands in the title': async (page, { plain }) => {
      const title = `a "b", 'c'; d\\ [e] 10 ok`
      await plain.query('truncate posts')
      await plain.query(`insert into posts (title, created_at) values ($1, '2026-06-01Z')`, [title])
      const { posts } = await page(plain, 1)
      const { rows } = await plain.query('select id from posts')
      const [given, right] = [posts, [{ id: rows[0].id, title }]].map((one) => JSON.stringify(one))
      if (isDeepStrictEqual(JSON.parse(given!), JSON.parse(right!))) return undefined
      return `${given} instead of ${right}`
    },

    'shows each post once while another client publishes a newer one': (page, db) =>
      showsEachPostOnce(db, (pool) => readPages(asPage(page), pool), 'insert', posts),

    'shows each post once while another client deletes one that was shown': (page, db) =>
      (['delete', 'deleteLast'] as const).map((change) =>
        showsEachPostOnce(db, (pool) => readPages(asPage(page), pool), change, posts),
      ),

    'shows every post of one moment, on the edge of a page too, ids beyond 2^53 too': (
      page,
      { plain },
    ) =>
      differs(page, plain, [
        { posts: atOnce('1 2 3 4 5'), limit: 2, pages: ['5 4', '3 2', '1'] },
        {
          posts: atOnce('9007199254740992 9007199254740993 9007199254740994'),
          limit: 1,
          pages: ['9007199254740994', '9007199254740993', '9007199254740992'],
        },
      ]),

    'shows every post of one millisecond': (page, { plain }) =>
      differs(page, plain, [
        { posts: at('1 2 3', '12:00:00.00000'), limit: 1, pages: ['3', '2', '1'] },
      ]),

    'begins with the newest post, also when its time is still to come': (page, { plain }) =>
      differs(page, plain, [
        {
          posts: [
            ['1', '2026-06-01 12:00:00Z'],
            ['2', '2126-06-01 12:00:00Z'],
          ],
          limit: 1,
          pages: ['2', '1'],
        },
      ]),

    'goes by the moment, also in the hour that comes twice in autumn': async (page, { url }) => {
      const newYork = new Pool({
        connectionString: url,
        options: '-c TimeZone=America/New_York',
      })
      try {
        return await differs(page, newYork, [
          {
            posts: [
              ['1', '2026-11-01 05:20:00Z'],
              ['2', '2026-11-01 05:50:00Z'],
              ['3', '2026-11-01 06:10:00Z'],
              ['4', '2026-11-01 06:40:00Z'],
            ],
            limit: 1,
            pages: ['4', '3', '2', '1'],
          },
        ])
      } finally {
        await newYork.end()
      }
    },

    'goes by the number of an id: 10 comes before 9': (page, { plain }) =>
      differs(page, plain, [{ posts: atOnce('8 9 10 11'), limit: 5, pages: ['11 10 9 8'] }]),

    'goes by the time before the id': (page, { plain }) =>
      differs(page, plain, [
        {
          posts: [
            ['1', '2026-06-01 12:00:03Z'],
            ['2', '2026-06-01 12:00:02Z'],
            ['3', '2026-06-01 12:00:01Z'],
          ],
          limit: 1,
          pages: ['1', '2', '3'],
        },
      ]),
  },
})

type Posts = (readonly [id: string, time: string])[]

/** Posts at the time that ends in their id. */
const at = (ids: string, time: string): Posts =>
  ids.split(' ').map((id) => [id, `2026-06-01 ${time}${id}Z`])

const atOnce = (ids: string): Posts => ids.split(' ').map((id) => [id, '2026-06-01 12:00:00Z'])

/** The contract hands on what it reads by: a pool. */
const asPage =
  (page: ReadAnswer): ReadPage =>
  (db, limit, after) =>
    page(db as Pool, limit, after)

async function differs(
  page: ReadAnswer,
  plain: Pool,
  cases: { posts: Posts; limit: number; pages: string[]; exact?: boolean }[],
): Promise<string | undefined> {
  for (const { posts, limit, pages, exact = false } of cases) {
    await plain.query('truncate posts')
    for (const [id, time] of posts)
      await plain.query(
        `insert into posts (id, created_at, title)
         overriding system value values ($1, $2, 'a post')`,
        [id, time],
      )
    const read: string[] = []
    let after: string | undefined
    do {
      const { posts: shown, next } = await page(plain, limit, after)
      read.push(shown.map(({ id }) => id).join(' '))
      after = next
    } while (after !== undefined && read.length < 10)
    // An empty page at the end is the matter of one fact only.
    if (!exact && read.at(-1) === '') read.pop()
    if (read.join(' | ') !== pages.join(' | '))
      return `pages of ${limit} are ${read.join(' | ')} instead of ${pages.join(' | ')}`
  }
  return undefined
}
