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
      const [few, many] = [two.statements.length, forty.statements.length]
      return few === many ? undefined : `${few} statements for 2 users, ${many} for 40`
    },

    'gives each user all posts and comments, in the order of their ids': async (feed, db) => {
      await db.fill({ users: 3, bioBytes: 0, posts: [3, 3], comments: [2, 2] })
      await db.plain.query(`update posts set title = 'news' where title in ('post 1', 'post 3')`)
      const posts = ['news', 'post 2', 'news']
      const comments = ['comment 1', 'comment 2']
      const expected = [2, 3].map((id) => ({ id, name: `user ${id}`, posts, comments }))
      return difference(expected, await feed(db.pool, ['user 3', 'user 2']))
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

    'receives no row more than once': async (feed, db) => {
      await db.fill({ users: 1, bioBytes: 100, posts: [100, 100], comments: [100, 100] })
      const { rows } = await db.counter.during(() => feed(db.pool, ['user 1']))
      return rows > 201 ? `a user, 100 posts, 100 comments: ${rows} rows received` : undefined
    },

    'reads a name as data, whatever it holds': async (feed, { fill, plain, pool }) => {
      await fill(fewEach)
      await plain.query(`update users set name = 'O''Brien' where id = 7`)
      const hostile = `x') or ('' = '`
      const found = (await feed(pool, ["O'Brien", hostile])).map(({ name }) => name)
      if (isDeepStrictEqual(found, ["O'Brien"])) return undefined
      return `asked for O'Brien and for ${hostile}, it gives ${found.length} users`
    },

    'gives no user when no name is given': async (feed, { fill, pool }) => {
      await fill(fewEach)
      const found = await feed(pool, [])
      return found.length === 0 ? undefined : `no name is given, and it gives ${found.length} users`
    },
  },
})

const fewEach = { users: 40, bioBytes: 0, posts: [1, 2], comments: [1, 2] } satisfies Parameters<
  Database['fill']
>[0]

function difference(expected: Entry[], given: Entry[]): string | undefined {
  if (isDeepStrictEqual(given, expected)) return undefined
  const ids = (entries: Entry[]) => entries.map(({ id }) => id).join(', ') || 'none'
  if (ids(given) !== ids(expected)) return `users ${ids(expected)}, it gives ${ids(given)}`
  const at = expected.findIndex((entry, index) => !isDeepStrictEqual(entry, given[index]))
  return `${describe(expected[at]!)}, given as ${describe(given[at]!)}`
}

function describe({ name, posts, comments }: Entry): string {
  return `${name} has ${JSON.stringify(posts)} and ${JSON.stringify(comments)}`
}

const namesTo = (last: number) => countTo(last).map((n) => `user ${n}`)

function countTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
