import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largest } from '../fill-orders.ts'
import { explainWith } from '../explain-with.ts'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { readsFewBlocks } from '../reads-few-blocks.ts'
import type { Way } from '../reads-few-blocks.ts'
import { covering } from './covering.ts'
import { customerAlone } from './customer-alone.ts'
import { customerThenTime } from './customer-then-time.ts'
import { indexPerColumn } from './index-per-column.ts'
import { noIndex } from './no-index.ts'
import { lastTen } from './last-ten.ts'
import { readAfterWrites } from './read-after-writes.ts'
import { timeThenCustomer } from './time-then-customer.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

/** The blocks and the node that reads the table, for each customer of 50,000 orders. */
async function largestTable(way: Way) {
  const { readings, violation } = await readsFewBlocks(db, way)
  const plans = readings
    .slice(-3)
    .map(({ buffers, labels }) => [buffers, labels.find((label) => label.includes(' on orders'))])
  return { plans, violation }
}

describe('noIndex', () => {
  it('reads all 575 blocks of 50,000 orders, whatever the customer', async () => {
    expect(await largestTable(noIndex)).toEqual({
      plans: Array(3).fill([575, 'Seq Scan on orders']),
      violation: 'a usual customer: 575 blocks of 50,000 orders',
    })
  })
})

describe('customerAlone', () => {
  it('reads 22 blocks for a usual customer, and 581 for the largest', async () => {
    const node = 'Bitmap Heap Scan on orders'
    expect(await largestTable(customerAlone)).toEqual({
      plans: [
        [22, node],
        [581, node],
        [121, node],
      ],
      violation: 'the largest: 581 blocks of 50,000 orders',
    })
  })
})

describe('indexPerColumn', () => {
  it('reads 4 blocks for the largest customer, and 572 for a former customer, by the same plan', async () => {
    const byTime = 'Index Scan using orders_created_at_idx on orders'
    expect(await largestTable(indexPerColumn)).toEqual({
      plans: [
        [22, 'Bitmap Heap Scan on orders'],
        [4, byTime],
        [572, byTime],
      ],
      violation: 'a former customer: 572 blocks of 50,000 orders',
    })
  })

  it('combines both indexes where neither orders: a bitmap of each', async () => {
    const client = await db.table(50_000)
    const { labels } = await explainWith(
      client,
      ['create index on orders (customer_id)', 'create index on orders (total_cents)'],
      'select id from orders where customer_id = $1 and total_cents between 1000 and 1050',
      [largest],
    )
    expect(labels).toContain('BitmapAnd')
  })
})

describe('timeThenCustomer', () => {
  it('reads 4 blocks for the largest customer, and 156 for a former customer', async () => {
    const node = 'Index Scan using orders_created_at_customer_id_idx on orders'
    expect(await largestTable(timeThenCustomer)).toEqual({
      plans: [
        [89, node],
        [4, node],
        [156, node],
      ],
      violation: 'a former customer: 156 blocks of 50,000 orders',
    })
  })
})

describe('customerThenTime', () => {
  it('reads 12 blocks or fewer, for every customer', async () => {
    const node = 'Index Scan using orders_customer_id_created_at_idx on orders'
    expect(await largestTable(customerThenTime)).toEqual({
      plans: [
        [12, node],
        [4, node],
        [3, node],
      ],
      violation: undefined,
    })
  })

  it('is read backwards for desc, and sorts nothing', async () => {
    const { readings } = await readsFewBlocks(db, customerThenTime)
    const [, scan] = readings.at(-1)!.nodes
    expect(scan!['Scan Direction']).toBe('Backward')
  })

  it('needs its own order for one column up and the other down', async () => {
    const client = await db.table(50_000)
    const mixed = 'select id from orders order by customer_id, created_at desc limit 10'
    const plain = await explainWith(client, customerThenTime.create, mixed)
    expect(plain.labels).toContain('Incremental Sort')
    const ordered = ['create index on orders (customer_id, created_at desc)']
    expect((await explainWith(client, ordered, mixed)).labels).not.toContain('Incremental Sort')
  })
})

describe('covering', () => {
  it('reads 4 blocks, none of the table', async () => {
    const { readings, violation } = await readsFewBlocks(db, covering)
    expect(violation).toBeUndefined()
    const found = readings
      .slice(-3)
      .map(({ buffers, nodes }) => [buffers, nodes[1]!['Heap Fetches']])
    expect(found).toEqual(Array(3).fill([4, 0]))
  })

  it('reads ten rows of the table after these were updated, until the next vacuum', async () => {
    expect(await readAfterWrites(db)).toEqual({
      vacuumed: { blocks: 3, heapFetches: 0 },
      updated: { blocks: 13, heapFetches: 10 },
      vacuumedAgain: { blocks: 3, heapFetches: 0 },
    })
  })
})

describe('every way', () => {
  it('finds the same ten orders', async () => {
    const client = await db.table(5_000)
    const found = new Set<string>()
    for (const way of [noIndex, customerAlone, indexPerColumn, timeThenCustomer, covering]) {
      await client.query('begin')
      for (const text of way.create) await client.query(text)
      const { rows } = await client.query(lastTen.statement, [largest])
      await client.query('rollback')
      found.add(JSON.stringify(rows))
    }
    expect([...found].map((rows) => JSON.parse(rows).length)).toEqual([10])
  })
})
