import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { arrayParameter } from './array-parameter.ts'
import { findsAskedPosts } from './finds-asked-posts.ts'
import { joinedText } from './joined-text.ts'
import { placeholderList } from './placeholder-list.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('joinedText', () => {
  it('gives all posts to an id that is no id, and sends a statement for each length', async () => {
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
  it('refuses what is no id, no ids, and 70 000 ids, and sends a statement for each length', async () => {
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

describe('arrayParameter', () => {
  it('finds the asked posts for every list, with one statement', async () => {
    expect(await findsAskedPosts(db, arrayParameter)).toEqual({
      twoIds: 'right',
      noIds: 'right',
      hostileId: '22P02',
      manyIds: 'right',
      texts: 1,
      broken: 0,
    })
  })
})
