import { planTree } from '@lab/stage/plan-tree'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castColumn } from './cast-column.ts'
import { expressionIndex } from './expression-index.ts'
import { day, fillOrders } from './fill-orders.ts'
import { halfOpenRange } from './half-open-range.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'
import { measure, readsOnlyItsDay } from './reads-only-its-day.ts'
import type { Reading } from './reads-only-its-day.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const buffersOf = (readings: readonly Reading[]) => readings.map(({ buffers }) => buffers)

describe('castColumn', () => {
  it('reads every block of the table: 2, 16, 158', async () => {
    const { readings, violation } = await readsOnlyItsDay(db, castColumn)
    expect(buffersOf(readings)).toEqual([2, 16, 158])
    expect(violation).toBe('158 blocks are read for 3,650 days')
  })

  it('is estimated at a two-hundredth of the rows, whatever the day', async () => {
    await fillOrders(db, 365, castColumn.index)
    const { plan } = await measure(db, castColumn.statement)
    const [{ Plan: root }] = plan as [{ Plan: { Plans: [{ 'Plan Rows': number }] } }]
    expect(root.Plans[0]['Plan Rows']).toBe(15)
  })

  it('reads the whole index when the planner may not read the table', async () => {
    await fillOrders(db, 365, castColumn.index)
    const { buffers, plan } = await measure(db, castColumn.statement, 'set enable_seqscan = off')
    expect(planTree(plan, { title: '' }).root.children[0]!.label).toContain('Index')
    expect(buffers).toBe(10)
  })
})

describe.each([
  { name: 'halfOpenRange', way: halfOpenRange, buffers: [2, 3, 3] },
  { name: 'expressionIndex', way: expressionIndex, buffers: [2, 3, 3] },
])('$name', ({ way, buffers }) => {
  it(`reads ${buffers.join(', ')} blocks`, async () => {
    const { readings, violation } = await readsOnlyItsDay(db, way)
    expect(violation).toBeUndefined()
    expect(buffersOf(readings)).toEqual(buffers)
  })
})

describe('expressionIndex', () => {
  it('is not used by an expression that means the same', async () => {
    await fillOrders(db, 365, expressionIndex.index)
    const other = `select count(*)::int from orders where date_trunc('day', created_at, 'UTC') = $1::date at time zone 'UTC'`
    const { counted, plan } = await measure(db, other)
    const { root } = planTree(plan, { title: '' })
    expect([counted, root.children[0]!.label]).toEqual([8, 'Seq Scan on orders'])
  })

  it('refuses a cast that depends on the time zone of the session', async () => {
    const index = 'create index on orders ((created_at::date))'
    await expect(db.pool.query(index)).rejects.toMatchObject({ code: '42P17' })
  })
})

describe('between', () => {
  it('counts the first moment of the next day, too', async () => {
    await fillOrders(db, 1, halfOpenRange.index)
    await db.pool.query(
      `insert into orders values (99, timestamptz '${day} 00:00:00Z' + interval '1 day')`,
    )
    const { rows } = await db.pool.query(
      `select count(*)::int from orders where created_at
       between ($1::timestamp at time zone 'UTC') and (($1::timestamp + interval '1 day') at time zone 'UTC')`,
      [day],
    )
    expect([rows[0].count, (await measure(db, halfOpenRange.statement)).counted]).toEqual([9, 8])
  })
})
