import { defineFacts } from '@lab/kata'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'

/** An answer: gives the statement, in which `$1` is the first day of the month. */
type CustomerReport = () => string

interface Story {
  customers: [id: number, name: string][]
  orders: [customer: number | null, total: number, day?: string][]
  payments: [customer: number, amount: number, day?: string][]
  /** The first day of the month that is reported; June by default. */
  month?: string
  /** Of each customer: id, name, orders, ordered, paid. */
  expected: [number, string, number, number, number][]
}

const june = '2026-06-01'
const schema = `
  create table customers (id int primary key, name text not null);
  create table orders (
    id int generated always as identity primary key, customer_id int references customers,
    total int not null, created_on date not null
  );
  create table payments (
    id int generated always as identity primary key, customer_id int not null references customers,
    amount int not null, created_on date not null
  )`

async function openTables() {
  const db = await postgres({ schema })
  return { ...db, pool: db.pool() }
}

type Tables = Awaited<ReturnType<typeof openTables>>

export const facts = defineFacts<CustomerReport, Tables>({
  answer: 'customerReport',
  open: openTables,
  facts: {
    'counts each order and each payment once, equal ones too': (report, db) =>
      differs(report, db, [
        {
          customers: [[1, 'Ada']],
          orders: [
            [1, 50],
            [1, 30],
          ],
          payments: [
            [1, 50],
            [1, 20],
            [1, 10],
          ],
          expected: [[1, 'Ada', 2, 80, 80]],
        },
        {
          customers: [[1, 'Ada']],
          orders: [
            [1, 50],
            [1, 50],
          ],
          payments: [
            [1, 25],
            [1, 25],
          ],
          expected: [[1, 'Ada', 2, 100, 50]],
        },
        // An order that costs nothing is an order.
        {
          customers: [[1, 'Ada']],
          orders: [
            [1, 0],
            [1, 50],
          ],
          payments: [[1, 50]],
          expected: [[1, 'Ada', 2, 50, 50]],
        },
      ]),

    'reports every customer, with 0 for what it has none of in the month': (report, db) =>
      differs(report, db, [
        {
          customers: [
            [1, 'Ada'],
            [2, 'Grace'],
            [3, 'Linus'],
          ],
          orders: [[1, 50]],
          payments: [[2, 20]],
          expected: [
            [1, 'Ada', 1, 50, 0],
            [2, 'Grace', 0, 0, 20],
            [3, 'Linus', 0, 0, 0],
          ],
        },
        {
          customers: [[1, 'Ada']],
          orders: [[1, 50, '2026-05-15']],
          payments: [[1, 20, '2026-07-15']],
          expected: [[1, 'Ada', 0, 0, 0]],
        },
      ]),

    'takes the first and the last day of the month, and not the days beside it': (report, db) =>
      differs(report, db, [
        {
          customers: [
            [1, 'Ada'],
            [2, 'Grace'],
          ],
          orders: [
            [1, 10, '2026-06-01'],
            [2, 100, '2026-06-30'],
          ],
          payments: [
            [1, 20, '2026-06-01'],
            [2, 200, '2026-06-30'],
          ],
          expected: [
            [1, 'Ada', 1, 10, 20],
            [2, 'Grace', 1, 100, 200],
          ],
        },
        ...['2026-05-31', '2026-07-01', '2025-06-15'].map((day): Story => ({
          customers: [[1, 'Ada']],
          orders: [
            [1, 50],
            [1, 1_000, day],
          ],
          payments: [
            [1, 20],
            [1, 2_000, day],
          ],
          expected: [[1, 'Ada', 1, 50, 20]],
        })),
      ]),

    'reports any month, however many days it has': (report, db) =>
      differs(report, db, [
        {
          customers: [[1, 'Ada']],
          orders: [
            [1, 10, '2026-07-31'],
            [1, 1_000, '2026-06-15'],
          ],
          payments: [[1, 20, '2026-07-31']],
          month: '2026-07-01',
          expected: [[1, 'Ada', 1, 10, 20]],
        },
        {
          customers: [[1, 'Ada']],
          orders: [
            [1, 10, '2028-02-29'],
            [1, 1_000, '2028-03-02'],
          ],
          payments: [[1, 20, '2028-02-29']],
          month: '2028-02-01',
          expected: [[1, 'Ada', 1, 10, 20]],
        },
      ]),

    'gives the rows in the order of the ids': (report, db) =>
      differs(report, db, [
        {
          customers: [
            [10, 'Ada'],
            [9, 'Grace'],
            [2, 'Linus'],
          ],
          orders: [
            [10, 50],
            [2, 10],
            [9, 30],
          ],
          payments: [
            [9, 30],
            [10, 50],
            [2, 10],
          ],
          expected: [
            [2, 'Linus', 1, 10, 10],
            [9, 'Grace', 1, 30, 30],
            [10, 'Ada', 1, 50, 50],
          ],
        },
      ]),

    'keeps two customers of one name apart': (report, db) =>
      differs(report, db, [
        {
          customers: [
            [1, 'Ada'],
            [2, 'Ada'],
          ],
          orders: [
            [1, 50],
            [2, 30],
          ],
          payments: [
            [1, 50],
            [2, 20],
          ],
          expected: [
            [1, 'Ada', 1, 50, 50],
            [2, 'Ada', 1, 30, 20],
          ],
        },
      ]),

    'gives no row to the order of a guest': (report, db) =>
      differs(report, db, [
        {
          customers: [[1, 'Ada']],
          orders: [
            [1, 50],
            [null, 20],
          ],
          payments: [[1, 50]],
          expected: [[1, 'Ada', 1, 50, 50]],
        },
      ]),
  },
})

/** What is wrong with the report of the first story that it gets wrong, or undefined. */
async function differs(
  report: CustomerReport,
  { pool }: Tables,
  stories: readonly Story[],
): Promise<string | undefined> {
  for (const story of stories) {
    await fill(pool, story)
    const { rows } = await pool.query(report(), [story.month ?? june])
    const told = rows.map((row) => [row.id, row.name, row.orders, row.ordered, row.paid])
    const [found, right] = [JSON.stringify(told), JSON.stringify(story.expected)]
    if (found !== right) return `${found} instead of ${right}`
  }
  return undefined
}

async function fill(pool: Pool, { customers, orders, payments }: Story): Promise<void> {
  await pool.query('truncate customers, orders, payments restart identity')
  for (const values of customers) await pool.query('insert into customers values ($1, $2)', values)
  for (const { table, column, entries } of [
    { table: 'orders', column: 'total', entries: orders },
    { table: 'payments', column: 'amount', entries: payments },
  ])
    for (const [customer, value, day = '2026-06-15'] of entries)
      await pool.query(
        `insert into ${table} (customer_id, ${column}, created_on) values ($1, $2, $3)`,
        [customer, value, day],
      )
}
