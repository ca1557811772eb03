import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { arrayParameter } from './array-parameter.ts'
import { findsAskedPosts } from './finds-asked-posts.ts'
import { joinedText } from './joined-text.ts'
import { placeholderList } from './placeholder-list.ts'
import { unnestedArray } from './unnested-array.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('joinedText', () => {
  it('gives all posts to a value that is not an id, and sends a statement for each length', async () => {
    expect(await findsAskedPosts(db, joinedText)).toEqual({
      twoIds: 'right',
      noIds: '42601',
      hostileId: '450 titles',
      manyIds: 'right',
      texts: 10,
      broken: 3,
    })
  })
})

describe('placeholderList', () => {
  it('refuses a value that is not an id, an empty list and 70 000 ids, and sends a statement for each length', async () => {
    expect(await findsAskedPosts(db, placeholderList)).toEqual({
      twoIds: 'right',
      noIds: '42601',
      hostileId: '22P02',
      manyIds: '08P01',
      texts: 10,
      broken: 3,
    })
  })

  it('finds the posts of 65 535 users, and fails with one more', async () => {
    const ids = Array.from({ length: 65_536 }, (_, index) => String(index + 1))
    expect(await placeholderList(db.pool, ids.slice(1))).toHaveLength(449)
    await expect(placeholderList(db.pool, ids)).rejects.toMatchObject({ code: '08P01' })
  })
})

describe.each([{ way: arrayParameter }, { way: unnestedArray }])('$way.name', ({ way }) => {
  it('finds the posts for every list, with one statement', async () => {
    expect(await findsAskedPosts(db, way)).toEqual({
      twoIds: 'right',
      noIds: 'right',
      hostileId: '22P02',
      manyIds: 'right',
      texts: 1,
      broken: 0,
    })
  })
})

describe('a list that names users 3 and 1, and 3 again', () => {
  const ids = ['3', '1', '3']

  it('finds posts in the order of the statement and each once with any', async () => {
    const titles = await arrayParameter(db.pool, ids)
    expect(titles).toEqual(['post 1', 'post 1', 'post 2', 'post 3'])
  })

  it('finds posts in the order of the list and as often with unnest', async () => {
    const titles = await unnestedArray(db.pool, ids)
    const three = ['post 1', 'post 2', 'post 3']
    expect(titles).toEqual([...three, 'post 1', ...three])
  })
})

describe('<> all', () => {
  it('finds no row when the list has a null, as not in does', async () => {
    const count = 'select count(*)::int as posts from posts where'
    const posts = async (condition: string) =>
      (await db.pool.query(`${count} ${condition}`)).rows[0].posts
    expect(await posts('user_id <> all(array[1])')).toBe(449)
    expect(await posts('user_id <> all(array[1, null])')).toBe(0)
    expect(await posts('user_id not in (1, null)')).toBe(0)
  })
})
