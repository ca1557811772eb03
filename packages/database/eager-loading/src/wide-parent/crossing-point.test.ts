import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesReceived, crossingPoint } from './crossing-point.ts'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('bytesReceived', () => {
  it('is less for the join when each user has one post', async () => {
    expect(await bytesReceived(db, { bioBytes: 0, postsEach: 1 })).toEqual({
      join: 5_939,
      twoQueries: 7_291,
    })
    expect(await bytesReceived(db, { bioBytes: 1000, postsEach: 1 })).toEqual({
      join: 105_939,
      twoQueries: 107_291,
    })
  })

  it('is 11 times as much for the join when a wide user has 20 posts', async () => {
    expect(await bytesReceived(db, { bioBytes: 1000, postsEach: 20 })).toEqual({
      join: 2_116_936,
      twoQueries: 189_940,
    })
  })
})

describe('crossingPoint', () => {
  it.each([0, 10, 100, 1000])(
    'is the second post of each user, with a bio of %i bytes',
    async (bioBytes) => {
      expect(await crossingPoint(db, bioBytes, 10)).toBe(2)
    },
  )

  it('is nowhere when no user has a second post', async () => {
    expect(await crossingPoint(db, 1000, 1)).toBeUndefined()
  })
})
