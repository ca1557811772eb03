import { explain } from '@lab/stage/explain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { month, openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { indexOnTime } from './index-on-time.ts'
import { foundStatement } from './step.ts'
import { takeSteps, violationOf } from './take-steps.ts'
import type { Taken } from './take-steps.ts'

let db: Database
let taken: Taken[]
beforeAll(async () => {
  db = await openDatabase()
  taken = await takeSteps(db)
})
afterAll(() => db[Symbol.asyncDispose]())

describe('takeSteps', () => {
  it('reads fewer blocks with each step that mends what is wrong', () => {
    expect(taken.map(({ step, buffers }) => [step, buffers])).toEqual([
      ['as-found', 17_085],
      ['fresh-statistics', 17_085],
      ['extended-statistics', 3_453],
      ['ten-first', 483],
      ['index-on-time', 170],
      ['monthly-totals', 65],
      ['cached-page', 1],
    ])
  })

  it('expects 16 customers of 2,000 in Lyon, until the columns are known to depend on each other', () => {
    expect(taken.map(({ place }) => place)).toEqual([
      { expected: 16, found: 2_000 },
      { expected: 16, found: 2_000 },
      { expected: 2_000, found: 2_000 },
      { expected: 2_000, found: 2_000 },
      { expected: 2_000, found: 2_000 },
      undefined,
      undefined,
    ])
  })

  it('joins by a nested loop as long as it expects 16, and by a hash then', () => {
    const joins = taken.slice(0, 4).map(({ labels }) => labels.find((one) => /Loop|Join/.test(one)))
    expect(joins).toEqual(['Nested Loop', 'Nested Loop', 'Hash Join', 'Hash Join'])
  })

  it('shows the same ten customers after each step', () => {
    expect(new Set(taken.map(({ rows }) => JSON.stringify(rows))).size).toBe(1)
    expect(taken[0]!.rows.length).toBe(10)
  })

  it('shows a new order at once, but for the stored page', () => {
    expect(taken.map(({ isFresh }) => isFresh)).toEqual([true, true, true, true, true, true, false])
  })

  it('keeps the contract from the index on', () => {
    const violations = taken.map(({ step }) => violationOf(taken, step))
    expect(violations.map((each) => each === undefined)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ])
  })
})

describe('the index without the statistics', () => {
  it('mends the join of this page, and the plan still expects 16 customers', async () => {
    await using other = await openDatabase()
    const { client } = other
    for (const text of indexOnTime.prepare) await client.query(text)
    await client.query('analyze orders')
    const { buffers, labels, nodes } = await explain(client, foundStatement, [month])
    expect(labels).toContain('Index Scan using orders_by_time on orders o')
    expect(buffers).toBe(3_140)
    const place = nodes.find((node) => node['Relation Name'] === 'customers')!
    expect([place['Plan Rows'], place['Actual Rows']]).toEqual([16, 2_000])
  })
})

describe('explain', () => {
  it('runs nothing without analyze, and everything with it', async () => {
    await using other = await openDatabase()
    const { client } = other
    const count = async () => {
      const { rows } = await client.query('select count(*)::int from orders')
      return rows[0].count
    }
    const remove = `delete from orders where status = 'failed'`
    await client.query(`explain ${remove}`)
    expect(await count()).toBe(50_000)
    await client.query('begin')
    await client.query(`explain (analyze) ${remove}`)
    expect(await count()).toBe(49_900)
    await client.query('rollback')
    expect(await count()).toBe(50_000)
  })
})

describe('the trigger of monthly-totals', () => {
  it('adds every new order to the sum of its customer and month', async () => {
    const { client } = db
    await client.query('begin')
    await client.query(
      `insert into orders (customer_id, status, total, created_at)
       values (5, 'shipped', 3, $1), (5, 'shipped', 4, $1), (1, 'shipped', 5, $1)`,
      ['2027-01-05Z'],
    )
    const { rows } = await client.query(
      `select customer_id, spent from monthly_totals where month = '2027-01-01Z' order by 1`,
    )
    await client.query('rollback')
    expect(rows).toEqual([
      { customer_id: 1, spent: 5 },
      { customer_id: 5, spent: 7 },
    ])
  })
})
