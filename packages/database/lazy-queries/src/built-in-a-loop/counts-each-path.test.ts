import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { clonedBuilder } from './cloned-builder.ts'
import { countsEachPath } from './counts-each-path.ts'
import { groupedQuery } from './grouped-query.ts'
import { refinedInALoop } from './refined-in-a-loop.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('refinedInALoop', () => {
  it('asks the second time for rows that have both paths', async () => {
    expect(await countsEachPath(db, refinedInALoop)).toEqual({
      statements: [
        'select * from "page_views" where "path" = $1',
        'select * from "page_views" where "path" = $1 and "path" = $2',
        'select * from "page_views" where "path" = $1 and "path" = $2 and "path" = $3',
      ],
      counts: [3, 0, 0],
      violation: '3, 2, 1 views, 3, 0, 0 counted',
    })
  })
})

describe('clonedBuilder', () => {
  it('counts each path in a statement of its own', async () => {
    expect(await countsEachPath(db, clonedBuilder)).toEqual({
      statements: Array(3).fill('select * from "page_views" where "path" = $1'),
      counts: [3, 2, 1],
      violation: undefined,
    })
  })
})

describe('groupedQuery', () => {
  it('counts all paths in one statement', async () => {
    expect(await countsEachPath(db, groupedQuery)).toMatchObject({
      statements: [expect.stringContaining('group by "path"')],
      counts: [3, 2, 1],
      violation: undefined,
    })
  })
})
