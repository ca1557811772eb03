import { isDeepStrictEqual } from 'node:util'
import { usersOf } from '../fill-tables.ts'
import { hundredUsers } from '../open-database.ts'
import type { Database, Queryable } from '../open-database.ts'

/** One way to find the titles of the posts of some users, whose ids came with a request. */
export type FindPosts = (db: Queryable, userIds: readonly string[]) => Promise<string[]>

/** What each list of ids gave: `right`, a number of titles, or the SQLSTATE of an error. */
export interface Finding {
  twoIds: string
  noIds: string
  hostileId: string
  manyIds: string
  /** How many statements lists of 1 to 10 ids were written as. */
  texts: number
  broken: number
}

const refused = ['0) or (true']

/**
 * The contract of every way: it finds the posts of those users, of no one when no one is asked for,
 * of many at once, refuses what is no id, and sends the same statement for every list.
 */
export async function findsAskedPosts(
  { pool, counter }: Database,
  find: FindPosts,
): Promise<Finding> {
  const tell = async (userIds: readonly string[]) => {
    try {
      const titles = await find(pool, userIds)
      return isDeepStrictEqual(titles, titlesOf(userIds)) ? 'right' : `${titles.length} titles`
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const found = {
    twoIds: await tell(['1', '3']),
    noIds: await tell([]),
    hostileId: await tell(refused),
    manyIds: await tell(countTo(70_000)),
  }
  const { statements } = await counter.during(async () => {
    for (const length of countTo(10)) await find(pool, countTo(Number(length)))
  })
  const texts = new Set(statements).size
  const right = { twoIds: 'right', noIds: 'right', hostileId: '22P02', manyIds: 'right' }
  const cases = Object.keys(right) as (keyof typeof right)[]
  const broken = cases.filter((name) => found[name] !== right[name]).length + (texts === 1 ? 0 : 1)
  return { ...found, texts, broken }
}

function titlesOf(userIds: readonly string[]): string[] {
  const users = usersOf(hundredUsers, hundredUsers.users)
  return users.flatMap(({ id, posts }) =>
    userIds.includes(String(id)) ? posts.map(({ title }) => title) : [],
  )
}

function countTo(last: number): string[] {
  return Array.from({ length: last }, (_, index) => String(index + 1))
}
