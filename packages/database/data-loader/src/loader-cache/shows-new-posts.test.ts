import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { loaderPerRequest } from './loader-per-request.ts'
import { sharedLoader } from './shared-loader.ts'
import { showsNewPosts } from './shows-new-posts.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('sharedLoader', () => {
  it('shows what was there at the first request', async () => {
    expect(await showsNewPosts(db, sharedLoader)).toEqual({
      first: 1,
      second: 1,
      violation: '2 posts are there, 1 shown',
    })
  })
})

describe('loaderPerRequest', () => {
  it('shows the new post', async () => {
    expect(await showsNewPosts(db, loaderPerRequest)).toEqual({
      first: 1,
      second: 2,
      violation: undefined,
    })
  })
})
