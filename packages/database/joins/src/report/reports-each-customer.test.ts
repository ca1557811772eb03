import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { aggregateFirst } from './aggregate-first.ts'
import { countRows } from './count-rows.ts'
import { innerJoin } from './inner-join.ts'
import { lateralJoin } from './lateral-join.ts'
import { expected, reportsEachCustomer } from './reports-each-customer.ts'
import { sumDistinct } from './sum-distinct.ts'
import { twoJoins } from './two-joins.ts'
import { whereOnTheRight } from './where-on-the-right.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('twoJoins', () => {
  it('multiplies: two orders and three payments are six rows', async () => {
    const { rows, violation } = await reportsEachCustomer(db.pool, twoJoins)
    expect(rows[0]).toEqual({ name: 'Ada', orders: 6, ordered: 240, paid: 160 })
    expect(violation).toBe('Ada: orders 6 instead of 2')
  })

  it('is right for a customer with one row in one of the tables, so a small test passes', async () => {
    await using small = await openDatabase()
    await small.pool.query(
      'delete from payments where id in (2, 3, 5); delete from orders where id = 2',
    )
    const { rows } = await reportsEachCustomer(small.pool, twoJoins)
    const right = await reportsEachCustomer(small.pool, aggregateFirst)
    expect(rows).toEqual(right.rows)
  })
})

describe('sumDistinct', () => {
  it('is right for Ada, and loses one of two equal payments of Grace', async () => {
    const { rows, violation } = await reportsEachCustomer(db.pool, sumDistinct)
    expect(rows[0]).toEqual(expected[0])
    expect(violation).toBe('Grace: paid 25 instead of 50')
  })
})

describe.each([
  { name: 'innerJoin', statement: innerJoin },
  { name: 'whereOnTheRight', statement: whereOnTheRight },
])('$name', ({ statement }) => {
  it('reports Ada and Grace only', async () => {
    const { rows, violation } = await reportsEachCustomer(db.pool, statement)
    expect(rows).toEqual(expected.filter(({ name }) => ['Ada', 'Grace'].includes(name)))
    expect(violation).toBe('Barbara has 0 rows')
  })
})

describe('countRows', () => {
  it('counts an order for a customer that has none', async () => {
    const { rows, violation } = await reportsEachCustomer(db.pool, countRows)
    expect(rows.map(({ name, orders }) => [name, orders])).toEqual([
      ['Ada', 2],
      ['Barbara', 1],
      ['Grace', 1],
      ['Linus', 1],
    ])
    expect(violation).toBe('Barbara: orders 1 instead of 0')
  })
})

describe.each([
  { name: 'aggregateFirst', statement: aggregateFirst },
  { name: 'lateralJoin', statement: lateralJoin },
])('$name', ({ statement }) => {
  it('reports every customer, each order and payment once', async () => {
    const { rows, violation } = await reportsEachCustomer(db.pool, statement)
    expect(violation).toBeUndefined()
    expect(rows).toEqual(expected)
  })
})

describe('a condition on the right table', () => {
  it('belongs into on, where it decides what is joined and not who stays', async () => {
    const { rows } = await db.pool.query(
      `select name, count(orders.id)::int as large from customers
       left join orders on customer_id = customers.id and total > 40
       group by customers.id order by name`,
    )
    expect(rows.map(({ name, large }) => `${name} ${large}`)).toEqual([
      'Ada 1',
      'Barbara 0',
      'Grace 1',
      'Linus 0',
    ])
  })
})
