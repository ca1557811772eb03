import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { joinKinds, rowsOfKind } from './join-kinds.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('rowsOfKind', () => {
  it('gives each kind its rows', async () => {
    const rows: Record<string, string> = {}
    for (const kind of joinKinds) rows[kind.kind] = (await rowsOfKind(db.pool, kind)).join(', ')
    const { cross, ...others } = rows
    expect(others).toEqual({
      inner: 'Ada 30, Ada 50, Grace 50',
      left: 'Ada 30, Ada 50, Barbara –, Grace 50, Linus –',
      right: 'Ada 30, Ada 50, Grace 50, – 20',
      full: 'Ada 30, Ada 50, Barbara –, Grace 50, Linus –, – 20',
      self: 'Ada and Barbara, Ada and Grace, Ada and Linus, Grace and Barbara, Grace and Linus, Linus and Barbara',
      semi: 'Ada, Grace',
      anti: 'Barbara, Linus',
      lateral: 'Ada 50, Grace 50',
    })
    expect(cross!.split(', ').length).toBe(4 * 4)
  })
})

describe('union', () => {
  it('drops equal rows, of one side too, and union all keeps them', async () => {
    const totals = (operator: string) =>
      db.pool.query(`select total from orders ${operator} select amount from payments order by 1`)
    const { rows: distinct } = await totals('union')
    const { rows: all } = await totals('union all')
    expect(distinct.map(({ total }) => total)).toEqual([5, 10, 20, 25, 30, 50])
    expect(all.map(({ total }) => total)).toEqual([5, 10, 20, 20, 25, 25, 30, 50, 50, 50])
  })
})

describe('count', () => {
  it('skips null in a column, and counts rows with *', async () => {
    const { rows } = await db.pool.query(
      'select count(*)::int as rows, count(customer_id)::int as customers from orders',
    )
    expect(rows).toEqual([{ rows: 4, customers: 3 }])
  })
})

describe('a join', () => {
  it('finds a customer with two orders twice, and exists once', async () => {
    const { rows: joined } = await db.pool.query(
      `select name from customers join orders on customer_id = customers.id where name = 'Ada'`,
    )
    const { rows: semi } = await db.pool.query(
      `select name from customers
       where exists (select from orders where customer_id = customers.id) and name = 'Ada'`,
    )
    expect([joined.length, semi.length]).toEqual([2, 1])
  })
})
