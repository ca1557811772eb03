import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertsSentDuring } from './inserts-sent-during.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'
import { sentAfterEachLine } from './sent-after-each-line.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('sentAfterEachLine', () => {
  it('finds a builder to send at each await, and a promise to have been sent when it was made', async () => {
    expect((await sentAfterEachLine(db)).map(({ builder, promise }) => [builder, promise])).toEqual(
      [
        [0, 1],
        [0, 1],
        [1, 1],
        [2, 1],
      ],
    )
  })
})

describe('a query builder', () => {
  it('is sent by the async function that returns it, and the caller gets the result', async () => {
    const insertView = async () => db.knex('page_views').insert({ path: '/users' })
    const sent = await insertsSentDuring(db, async () => {
      const recorded = await insertView()
      expect(recorded).toMatchObject({ command: 'INSERT', rowCount: 1 })
    })
    expect(sent).toBe(1)
  })

  it('reports a misspelt column only where it is awaited', async () => {
    const recorded = db.knex('page_views').insert({ pth: '/users' })
    await expect(Promise.resolve(recorded)).rejects.toMatchObject({ code: '42703' })
  })
})
