import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { answersInOneStatement } from './answers-in-one-statement.ts'
import { lazyRelation } from './lazy-relation.ts'
import { postsInTheList } from './posts-in-the-list.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('lazyRelation', () => {
  it('sends 101 statements for one page', async () => {
    expect(await answersInOneStatement(db, lazyRelation)).toEqual({
      statements: 101,
      violation: [
        'Expected 1 statement, 101 sent',
        '    1 × select id, name, bio from users order by id',
        '  100 × select id, title from posts where user_id = $1 order by id',
      ].join('\n'),
    })
  })
})

describe('postsInTheList', () => {
  it('answers in one statement', async () => {
    expect(await answersInOneStatement(db, postsInTheList)).toEqual({
      statements: 1,
      violation: undefined,
    })
  })
})
