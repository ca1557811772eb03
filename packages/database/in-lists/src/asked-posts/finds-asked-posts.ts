import { isDeepStrictEqual } from 'node:util'
import type { Database, Queryable } from '../open-database.ts'

/** One way to find the titles of the posts of some users, whose ids came with a request. */
export type FindPosts = (db: Queryable, userIds: readonly string[]) => Promise<string[]>

/** What each list of ids gave: `right`, a number of titles, or the SQLSTATE of an error. */
export interface Finding {
  twoIds: string
  noIds: string
  hostileId: string
  manyIds: string
  /** How many different statements lists of 1 to 10 ids needed. */
  texts: number
  broken: number
}

const hostileId = '0) or (true'

/**
 * The contract of every way: it finds the posts of the users in the list, none for an empty list,
 * and those of 70,000 users; it refuses a value that is not an id, and sends the same statement for
 * lists of every length.
 */
export async function findsAskedPosts(
  { pool, counter }: Database,
  find: FindPosts,
): Promise<Finding> {
  const outcome = async (userIds: readonly string[]) => {
    try {
      const titles = await find(pool, userIds)
      return isDeepStrictEqual(titles, titlesOf(userIds)) ? 'right' : `${titles.length} titles`
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const found = {
    twoIds: await outcome(['1', '3']),
    noIds: await outcome([]),
    hostileId: await outcome([hostileId]),
    manyIds: await outcome(idsTo(70_000)),
  }
  const { statements } = await counter.during(async () => {
    for (let length = 1; length <= 10; length += 1) await find(pool, idsTo(length))
  })
  const texts = new Set(statements).size
  const right = { twoIds: 'right', noIds: 'right', hostileId: '22P02', manyIds: 'right' }
  const cases = Object.keys(right) as (keyof typeof right)[]
  const broken = cases.filter((name) => found[name] !== right[name]).length + (texts === 1 ? 0 : 1)
  return { ...found, texts, broken }
}

/** User n, of 100, has as many posts as the last digit of n. */
function titlesOf(userIds: readonly string[]): string[] {
  return userIds
    .filter((id) => Number(id) <= 100)
    .flatMap((id) => Array.from({ length: Number(id) % 10 }, (_, at) => `post ${at + 1}`))
}

function idsTo(last: number): string[] {
  return Array.from({ length: last }, (_, index) => String(index + 1))
}
