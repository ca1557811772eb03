import { planTree } from '@lab/stage/plan-tree'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { join } from '../users-with-posts/join.ts'
import { queryPerRow } from '../users-with-posts/query-per-row.ts'
import { blocksOfTables, explainStatements } from './explain-statements.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('explainStatements', () => {
  it('finds the join to read each block of both tables once', async () => {
    const [only, ...others] = await explainStatements(db.plain, join)
    expect(others).toEqual([])
    expect(only!.buffers).toBe(await blocksOfTables(db.plain))
    const { root } = planTree(only!.plan, { title: '' })
    expect([root.label, root.detail, root.values.slice(0, 4)]).toEqual([
      'Sort',
      ['Sort Key: users.id, posts.id'],
      [450, 460, 1, 5],
    ])
    expect(root.children[0]!.label).toBe('Hash Right Join')
  })

  it('finds each of the 101 plans right, and more than 100 blocks in sum', async () => {
    const statements = await explainStatements(db.plain, queryPerRow)
    expect(statements.length).toBe(101)
    const marks = statements.flatMap(({ plan }) => planTree(plan, { title: '' }).root.mark ?? [])
    expect(marks).toEqual([])
    const buffers = statements.reduce((sum, statement) => sum + statement.buffers, 0)
    expect(buffers).toBeGreaterThan(100)
  })
})
