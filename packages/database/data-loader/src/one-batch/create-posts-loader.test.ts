import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { createPostsLoader } from './create-posts-loader.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('createPostsLoader', () => {
  it('asks once for what is wanted in one tick, and once more in the next', async () => {
    const posts = createPostsLoader(db.pool)
    const { statements } = await db.counter.during(async () => {
      await Promise.all([posts.load(1), posts.load(2), posts.load(1)])
      await Promise.all([posts.load(3), posts.load(4)])
    })
    expect(statements).toHaveLength(2)
  })

  it('asks once for users who are presented in helpers of their own', async () => {
    const posts = createPostsLoader(db.pool)
    const countPosts = async (userId: number) => (await posts.load(userId)).length
    const present = async (userId: number) => ({ userId, posts: await countPosts(userId) })
    const page = await db.counter.expectStatements(1, () => Promise.all([9, 10].map(present)))
    expect(page).toEqual([
      { userId: 9, posts: 9 },
      { userId: 10, posts: 0 },
    ])
  })

  it('does not ask again for what it has loaded', async () => {
    const posts = createPostsLoader(db.pool)
    const first = await posts.load(1)
    expect(await db.counter.expectStatements(0, () => posts.load(1))).toBe(first)
  })

  it('gives the posts to the users who asked, in any order of the rows', async () => {
    const posts = createPostsLoader(db.pool)
    const [nine, ten, two] = await posts.loadMany([9, 10, 2])
    expect([nine, ten, two]).toEqual([
      expect.objectContaining({ length: 9 }),
      [],
      [
        { id: 201, title: 'post 1' },
        { id: 202, title: 'post 2' },
      ],
    ])
  })
})
