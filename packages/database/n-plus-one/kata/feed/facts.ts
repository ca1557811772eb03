import { isDeepStrictEqual } from 'node:util'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

interface Entry {
  id: number
  name: string
  posts: string[]
  comments: string[]
}

type Feed = (pool: Pool, names: readonly string[]) => Promise<Entry[]>

export const facts = defineFacts<Feed, Database>({
  answer: 'feed',
  open: () => openDatabase(fewEach),
  facts: {
    'sends as many statements for forty users as for two': async (
      feed,
      { fill, pool, counter },
    ) => {
      await fill(fewEach)
      const two = await counter.during(() => feed(pool, namesTo(2)))
      const forty = await counter.during(() => feed(pool, namesTo(40)))
      const [few, many] = [countStatements(two), countStatements(forty)]
      return few === many ? undefined : `${few} statements for 2 users, ${many} for 40`
    },

    'gives each user all posts and comments, in the order of their ids': async (feed, db) => {
      await db.fill({ users: 10, bioBytes: 0, posts: [5, 5], comments: [12, 12] })
      await db.plain.query(`update posts set title = 'news' where title in ('post 1', 'post 3')`)
      await db.plain.query(
        `update comments set body = 'yes' where body in ('comment 2', 'comment 4')`,
      )
      // The ids of a user from 1 to 12, so that an order of texts is another one.
      await db.plain.query('update comments set id = id - 900000 where user_id = 9')
      const posts = ['news', 'post 2', 'news', 'post 4', 'post 5']
      const comments = countTo(12).map((n) => (n === 2 || n === 4 ? 'yes' : `comment ${n}`))
      const expected = [9, 10].map((id) => ({ id, name: `user ${id}`, posts, comments }))
      return difference(expected, await feed(db.pool, ['user 9', 'user 10']))
    },

    'keeps two users of one name apart': async (feed, db) => {
      await db.fill({ users: 3, bioBytes: 0, posts: [1, 3], comments: [1, 3] })
      await db.plain.query(`update users set name = 'Kim' where id > 1`)
      const entry = (id: number, count: number) => ({
        id,
        name: 'Kim',
        posts: countTo(count).map((n) => `post ${n}`),
        comments: countTo(count).map((n) => `comment ${n}`),
      })
      const given = await feed(db.pool, ['Kim'])
      // The order of the lists is another fact.
      for (const { posts, comments } of given) [posts, comments].forEach((list) => list.sort())
      return difference([entry(2, 3), entry(3, 1)], given)
    },

    'gives titles and texts as they are, whatever they hold': async (feed, db) => {
      await db.fill({
        users: 1,
        bioBytes: 0,
        posts: [texts.length, texts.length],
        comments: [texts.length, texts.length],
      })
      for (const [index, text] of texts.entries()) {
        await db.plain.query('update posts set title = $1 where title = $2', [
          text,
          `post ${index + 1}`,
        ])
        await db.plain.query('update comments set body = $1 where body = $2', [
          text,
          `comment ${index + 1}`,
        ])
      }
      const [user] = await feed(db.pool, ['user 1'])
      // Their order is another fact.
      for (const given of [user?.posts ?? [], user?.comments ?? []]) {
        const lost = texts.find((text) => !given.includes(text))
        const more = given.find((text) => !texts.includes(text))
        if (lost !== undefined) return `the text ${shortened(lost)} is given as ${shortened(more)}`
      }
      return undefined
    },

    'gives what the tables hold now, also when it is asked again': async (feed, db) => {
      await db.fill({ users: 2, bioBytes: 0, posts: [1, 1], comments: [1, 1] })
      // So often that each server is asked twice.
      for (let time = 1; time <= 10; time++) {
        await db.plain.query('update posts set title = $1', [`news ${time}`])
        const [user] = await feed(db.pool, ['user 2'])
        const given = user?.posts.join(', ')
        if (given !== `news ${time}`)
          return `a post is called "news ${time}" now, and it gives "${given}"`
      }
      return undefined
    },

    'keeps users who have no posts or no comments': async (feed, { fill, plain, pool }) => {
      await fill({ users: 3, bioBytes: 0, posts: [1, 1], comments: [1, 1] })
      await plain.query(
        'delete from posts where user_id = 1; delete from comments where user_id = 2',
      )
      const entry = (id: number, posts: string[], comments: string[]) => ({
        id,
        name: `user ${id}`,
        posts,
        comments,
      })
      const expected = [
        entry(1, [], ['comment 1']),
        entry(2, ['post 1'], []),
        entry(3, ['post 1'], ['comment 1']),
      ]
      return difference(expected, await feed(pool, namesTo(3)))
    },

    'receives each row that it needs once, and no other': async (feed, db) => {
      await db.fill({ users: 20, bioBytes: 100, posts: [120, 120], comments: [120, 120] })
      const { rows, bytes, result } = await db.counter.during(() => feed(db.pool, ['user 3']))
      const given = (result[0]?.posts.length ?? 0) + (result[0]?.comments.length ?? 0)
      const told = 'a user, 120 posts, 120 comments'
      if (given !== 240) return `${told}: it gives ${given} of the 240`
      if (rows > 241) return `${told}: ${rows} rows received`
      // A list in one row holds rows too. Each needs less than 60 bytes.
      return bytes.received > 241 * 200
        ? `${told}: ${rows} rows received, and they have ${bytes.received} bytes`
        : undefined
    },

    'reads a name as data, whatever it holds': async (feed, { fill, plain, pool }) => {
      await fill(fewEach)
      const names = [
        "O'Brien",
        'Brown, Jo',
        '"Bob"',
        '{Li}',
        'back\\slash',
        'null',
        '',
        ' Kim ',
        'Zoe\u0308',
      ]
      for (const [index, name] of names.entries()) {
        await plain.query('update users set name = $1 where id = $2', [name, index + 1])
      }
      const hostile = `x') or ('' = '`
      const asked = [...names, hostile, 'user _9', 'USER 20', 'user%']
      const found = (await feed(pool, asked)).map(({ name }) => name)
      if (isDeepStrictEqual(found, names)) return undefined
      return `asked for ${JSON.stringify(asked)}, it gives ${JSON.stringify(found)}`
    },

    'gives every user, however many names are given': async (feed, { fill, pool }) => {
      await fill({ users: 1_100, bioBytes: 0, posts: [1, 1], comments: [1, 1] })
      const found = await feed(pool, namesTo(1_100))
      return found.length === 1_100
        ? undefined
        : `1,100 names of as many users are given, and it gives ${found.length} users`
    },

    'gives a user once, also when the name is given twice': async (feed, { fill, pool }) => {
      await fill(fewEach)
      const found = await feed(pool, ['user 1', 'user 2', 'user 1'])
      const ids = found.map(({ id }) => id).join(', ')
      return ids === '1, 2' ? undefined : `user 1, 2 and 1 again: it gives users ${ids}`
    },

    'gives no user when no name is given': async (feed, { fill, pool }) => {
      await fill(fewEach)
      const found = await feed(pool, [])
      return found.length === 0 ? undefined : `no name is given, and it gives ${found.length} users`
    },
  },
})

const texts = [
  'a, b',
  'say "hi"',
  "it's",
  '{x,y}',
  '[1]',
  'NULL',
  '',
  'back\\slash',
  'two\nlines\tand a tab',
  '1|2;3:4#5',
  'Ünï ☕ 🎟',
  '\u0001\u001e\u001f~^',
  String.fromCharCode(...countTo(31)),
  ',, ;; :: || ||| | ~~ ## ### @@ -- --- $$ %% && // ¦ § ␟ ␞',
  ' two spaces ',
  'long '.repeat(2_000),
]

const fewEach = { users: 40, bioBytes: 0, posts: [1, 2], comments: [1, 2] } satisfies Parameters<
  Database['fill']
>[0]

/** One text may hold several statements: they save round trips, and the server runs each. */
function countStatements({ statements }: { statements: string[] }): number {
  return statements.flatMap((text) => text.split(';').filter((one) => one.trim() !== '')).length
}

function difference(expected: Entry[], given: Entry[]): string | undefined {
  if (isDeepStrictEqual(given, expected)) return undefined
  const ids = (entries: Entry[]) => entries.map(({ id }) => id).join(', ') || 'none'
  if (ids(given) !== ids(expected)) return `users ${ids(expected)}, it gives ${ids(given)}`
  const at = expected.findIndex((entry, index) => !isDeepStrictEqual(entry, given[index]))
  return `${describe(expected[at]!)}, given as ${describe(given[at]!)}`
}

const shortened = (text: string | undefined) => JSON.stringify(text)?.slice(0, 80)

function describe({ name, posts, comments }: Entry): string {
  return `${name} has ${JSON.stringify(posts)} and ${JSON.stringify(comments)}`
}

const namesTo = (last: number) => countTo(last).map((n) => `user ${n}`)

function countTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
