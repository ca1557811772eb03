import { defineFacts } from '@lab/kata'
import { explain } from '@lab/stage/explain'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Client } from 'pg'
import { gone, largest, openDatabase, updateInPlace, usual } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

/** An answer: gives the statements that make the indexes. */
type OrderIndexes = () => string[]

type Order = [
  customer: number,
  status: string,
  more: { at?: string; cents?: number; email?: string },
]

const rows = 5_000
const lastTen = `select id, created_at, total_cents from orders
  where customer_id = $1 order by created_at desc limit 10`
const oldestOpen = `select id, created_at from orders
  where status = 'open' order by created_at limit 10`
const ofAnAddress = 'select id, created_at from orders where lower(email) = lower($1)'
// The orders of a customer in one place of the index, and a block for each of ten.
const fewBlocks = 15
const mostKilobytes = 320

export const facts = defineFacts<OrderIndexes, Database>({
  answer: 'orderIndexes',
  open: openDatabase,
  facts: {
    'reads the last ten orders of a customer from at most 15 blocks': async (orderIndexes, db) => {
      const client = await toRead(db, orderIndexes)
      const read = [
        { who: 'a usual customer', values: [usual] },
        { who: 'the largest customer', values: [largest] },
        { who: 'a former customer', values: [gone] },
      ]
      for (const { who, values } of read) {
        const { buffers } = await explain(client, lastTen, values)
        if (buffers > fewBlocks) return `${buffers} blocks are read for ${who}`
      }
      return undefined
    },

    'reads the ten oldest open orders from at most 15 blocks': async (orderIndexes, db) => {
      const client = await toRead(db, orderIndexes)
      const { buffers } = await explain(client, oldestOpen)
      return buffers > fewBlocks ? `${buffers} blocks are read` : undefined
    },

    'reads the 25 orders of an address, in any case, from at most 30 blocks': async (
      orderIndexes,
      db,
    ) => {
      const client = await toRead(db, orderIndexes)
      const { buffers } = await explain(client, ofAnAddress, ['CUSTOMER7@example.com'])
      return buffers > 30 ? `${buffers} blocks are read` : undefined
    },

    'refuses the second basket of a customer, and nothing else': async (orderIndexes, db) => {
      const client = await withIndexes(db, orderIndexes)
      const [other, same] = [{ at: '2025-03-01Z', cents: 0, email: 'other@example.com' }, {}]
      const stories: { orders: Order[]; refused: boolean }[] = [
        { orders: [[usual, 'basket', same]], refused: false },
        { orders: [[usual, 'basket', other]], refused: true },
        { orders: [[largest, 'basket', same]], refused: false },
        ...['shipped', 'open'].map((status) => ({
          orders: [same, same].map((more): Order => [usual, status, more]),
          refused: false,
        })),
      ]
      for (const { orders, refused } of stories) {
        const code = await insert(client, orders)
        const told = orders.map(([, status]) => `one order that is ${status}`).join(' and ')
        if (refused && code === undefined)
          return 'a second basket of one customer, with another time, sum and address, is accepted'
        if (!refused && code !== undefined) return `${told} of a customer: refused with ${code}`
      }
      return undefined
    },

    'writes no index when an order notes that it was seen': async (orderIndexes, db) => {
      const client = await withIndexes(db, orderIndexes)
      return (await updateInPlace(client)).violation
    },

    'takes at most 320 kB for 5,000 orders': async (orderIndexes, db) => {
      const client = await toRead(db, orderIndexes)
      const { rows: sizes } = await client.query(
        `select (pg_indexes_size('orders') - pg_relation_size('orders_pkey')) / 1024 as kilobytes`,
      )
      const kilobytes = Number(sizes[0].kilobytes)
      return kilobytes > mostKilobytes ? `the indexes take ${kilobytes} kB` : undefined
    },

    'makes indexes, and leaves the table and the settings as they are': async (orderIndexes) => {
      const comments = /--.*|\/\*[^]*?\*\//g
      const other = orderIndexes().find(
        (text) => !/^\s*create\s+(unique\s+)?index\s/i.test(text.replaceAll(comments, ' ')),
      )
      return other && `no statement that creates an index: ${other}`
    },
  },
})

const tables = new WeakMap<OrderIndexes, Promise<Client>>()

/** A table with the indexes of the answer, for facts that write nothing. */
function toRead(db: Database, orderIndexes: OrderIndexes): Promise<Client> {
  const table = tables.get(orderIndexes) ?? withIndexes(db, orderIndexes)
  tables.set(orderIndexes, table)
  return table
}

/** A new table with the indexes of the answer, and statistics that know them. */
async function withIndexes(db: Database, orderIndexes: OrderIndexes): Promise<Client> {
  const client = await db.create(rows)
  for (const text of orderIndexes()) await client.query(text)
  await vacuumTables(client, ['orders'])
  return client
}

/** Inserts orders of customers: the code of PostgreSQL's error, or undefined. */
async function insert(client: Client, orders: readonly Order[]): Promise<string | undefined> {
  try {
    for (const [customer, status, more] of orders) {
      const { at = '2026-06-01Z', cents = 1_000, email = 'customer@example.com' } = more
      await client.query(
        `insert into orders (customer_id, status, created_at, total_cents, email)
         values ($1, $2, $3, $4, $5)`,
        [customer, status, at, cents, email],
      )
    }
    return undefined
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
