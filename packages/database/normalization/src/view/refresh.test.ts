import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { refreshView } from './refresh.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
  await db.plain.query('insert into posts values (1)')
})
afterAll(() => db[Symbol.asyncDispose]())

describe('refreshView', () => {
  it('shows a like only after the refresh, and stops readers meanwhile', async () => {
    expect(await refreshView(db.plain, 'refresh materialized view')).toEqual({
      likes: [0, 0, 1],
      meanwhile: '55P03',
    })
  })

  it('lets readers read the old rows meanwhile when it is concurrent', async () => {
    expect(await refreshView(db.plain, 'refresh materialized view concurrently')).toEqual({
      likes: [0, 0, 1],
      meanwhile: '0',
    })
  })
})
