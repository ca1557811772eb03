import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { childrenOf } from './children-of.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase({ users: 3, bioBytes: 0, posts: [0, 2], comments: [0, 0] })
})
afterAll(() => db[Symbol.asyncDispose]())

const sql = 'select user_id, title from posts where user_id = any($1) order by id desc'

describe('childrenOf', () => {
  it('puts children to their parents in one statement, in its order', async () => {
    const found = await db.counter.expectStatements(1, () =>
      childrenOf(db.pool, sql, [1, 2, 3], 'user_id'),
    )
    expect([...found]).toEqual([
      [
        2,
        [
          { user_id: 2, title: 'post 2' },
          { user_id: 2, title: 'post 1' },
        ],
      ],
      [1, [{ user_id: 1, title: 'post 1' }]],
    ])
  })

  it('finds nothing for no parents', async () => {
    expect(await childrenOf(db.pool, sql, [], 'user_id')).toEqual(new Map())
  })
})
