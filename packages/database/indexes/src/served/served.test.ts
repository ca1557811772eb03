import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainWith } from '../explain-with.ts'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { readsFewBlocks } from '../reads-few-blocks.ts'
import type { Way } from '../reads-few-blocks.ts'
import { fewValuesFirst } from './few-values-first.ts'
import { indexOnTheColumn } from './index-on-the-column.ts'
import { indexOnTheExpression } from './index-on-the-expression.ts'
import { manyValuesFirst } from './many-values-first.ts'
import { orderOfALanguage } from './order-of-a-language.ts'
import { orderOfBytes } from './order-of-bytes.ts'
import { partial } from './partial.ts'
import { statusAlone } from './status-alone.ts'
import { statusThenTime } from './status-then-time.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

async function buffersBySize(way: Way) {
  const { readings, violation } = await readsFewBlocks(db, way)
  return { buffers: readings.map(({ buffers }) => buffers), violation, last: readings.at(-1)! }
}

describe('a composite index without its first column', () => {
  it('is read from end to end when that has 2,000 values: 160 blocks', async () => {
    const { buffers, violation, last } = await buffersBySize(manyValuesFirst)
    expect([buffers.at(-1), violation]).toEqual([160, 'one hour: 160 blocks of 50,000 orders'])
    expect(last.labels[1]).toContain('Index Only Scan')
  })

  it('is skipped through when that has 2 values: 7 blocks', async () => {
    const { buffers, violation, last } = await buffersBySize(fewValuesFirst)
    expect([buffers.at(-1), violation]).toEqual([7, undefined])
    // More than one descent into the index, in one scan.
    expect(last.nodes[1]!['Index Searches']).toBeGreaterThan(1)
  })
})

describe('a column with two values', () => {
  it('finds the open orders by an index of its own, and sorts 250 for ten', async () => {
    const { buffers, violation, last } = await buffersBySize(statusAlone)
    expect([buffers.at(-1), violation]).toEqual([252, 'open orders: 252 blocks of 50,000 orders'])
    expect(last.nodes.at(-1)!['Actual Rows']).toBe(250)
  })

  it('is not looked up for the value that nearly all rows have', async () => {
    const client = await db.table(50_000)
    const shipped = `select count(total_cents) from orders where status = 'shipped'`
    const { labels } = await explainWith(client, statusAlone.create, shipped)
    expect(labels).toContain('Seq Scan on orders')
  })

  it('belongs before the time, or into the condition of a partial index, a ninetieth of the size', async () => {
    const whole = await buffersBySize(statusThenTime)
    const part = await buffersBySize(partial)
    expect([whole.buffers.at(-1), whole.violation]).toEqual([12, undefined])
    expect([part.buffers.at(-1), part.violation]).toEqual([11, undefined])
    expect([whole.last.indexBytes, part.last.indexBytes]).toEqual([1_589_248, 16_384])
  })

  it('keeps a partial index from a plan that is made for every value', async () => {
    const client = await db.table(50_000)
    await client.query('begin')
    try {
      await client.query(partial.create[0]!)
      await client.query('set local plan_cache_mode = force_generic_plan')
      await client.query(
        'prepare oldest (text) as select id from orders where status = $1 order by created_at limit 10',
      )
      const { rows } = await client.query(`explain execute oldest ('open')`)
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Seq Scan on orders')
    } finally {
      await client.query('rollback')
    }
  })
})

describe('a function on the column', () => {
  it('leaves an index on the column aside: 575 blocks', async () => {
    const { buffers, violation } = await buffersBySize(indexOnTheColumn)
    expect([buffers.at(-1), violation]).toEqual([575, 'one address: 575 blocks of 50,000 orders'])
  })

  it('is served by an index on the same expression: 27 blocks for 25 orders', async () => {
    const { buffers, violation, last } = await buffersBySize(indexOnTheExpression)
    expect([buffers.at(-1), violation, last.nodes[0]!['Actual Rows']]).toEqual([27, undefined, 25])
  })
})

describe("like 'x%'", () => {
  it('reads an index in the order of a language from end to end: 54 blocks', async () => {
    const { buffers, last } = await buffersBySize(orderOfALanguage)
    expect(buffers.at(-1)).toBe(54)
    expect(last.nodes[1]!['Index Cond']).toBeUndefined()
  })

  it('is a range in an index of bytes: 3 blocks', async () => {
    const { buffers, violation } = await buffersBySize(orderOfBytes)
    expect([buffers.at(-1), violation]).toEqual([3, undefined])
  })
})

describe('a unique index', () => {
  it('lets two rows be null, unless nulls are not distinct', async () => {
    const client = await db.create(500)
    const codeOf = (text: string) =>
      client.query(text).then(
        () => 'inserted',
        (error: { code: string }) => error.code,
      )
    await client.query('create table loose (code text unique)')
    await client.query('create table strict (code text unique nulls not distinct)')
    const rows = 'values (null), (null)'
    expect([
      await codeOf(`insert into loose ${rows}`),
      await codeOf(`insert into strict ${rows}`),
    ]).toEqual(['inserted', '23505'])
  })
})
