import { defineFacts } from '@lab/kata'
import { explain } from '@lab/stage/explain'
import { foundStatement, month, most, openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

/** An answer: what to do to the database once, and the statement; `$1` is the first moment of the month. */
type BestCustomers = () => { prepare: string[]; statement: string }

interface PageRow {
  id: number
  name: string
  spent: number
  orders: number
}

export const facts = defineFacts<BestCustomers, Database>({
  answer: 'bestCustomers',
  open: openWithTie,
  facts: {
    'reads at most 200 blocks for the page': async (bestCustomers, db) => {
      const { client } = db
      const statement = await prepared(bestCustomers, db)
      const { buffers } = await explain(client, statement, [month])
      return buffers > most ? `${buffers.toLocaleString('en')} blocks are read` : undefined
    },

    'gives the ten best of the month, equal sums by id': async (bestCustomers, db) => {
      const statement = await prepared(bestCustomers, db)
      return differs(db, statement, month)
    },

    'adds two orders that came in afterwards to the page at once': async (bestCustomers, db) => {
      const { client } = db
      const statement = await prepared(bestCustomers, db)
      await client.query('begin')
      await client.query(
        `insert into orders (customer_id, status, total, created_at)
         select 5, 'shipped', 5000 + n, $1::timestamptz + interval '20 days'
         from generate_series(1, 2) as n`,
        [month],
      )
      const { rows } = await client.query<PageRow>(statement, [month])
      await client.query('rollback')
      const [first] = rows
      if (first?.id !== 5) return 'orders of 5,001 and 5,002 are not on the page'
      if (Number(first.spent) !== 10_003)
        return `orders of 5,001 and 5,002 are ${first.spent} in sum, not 10,003`
      // Five of before, of which none is of this month. One that counts the month's says 2.
      return [2, 7].includes(Number(first.orders))
        ? undefined
        : `${first.orders} orders are counted after two more than five`
    },

    'gives the page of any month': async (bestCustomers, db) => {
      const statement = await prepared(bestCustomers, db)
      return differs(db, statement, '2026-03-01Z')
    },

    'counts all orders that a customer ever made': async (bestCustomers, db) => {
      const statement = await prepared(bestCustomers, db)
      const { rows } = await db.client.query<PageRow>(statement, [month])
      for (const { id, orders } of rows) {
        const { rows: own } = await db.client.query(
          'select count(*)::int as all from orders where customer_id = $1',
          [id],
        )
        if (Number(orders) !== own[0].all)
          return `customer ${id} has ${own[0].all} orders, not ${orders}`
      }
      return rows.length === 10 ? undefined : `${rows.length} rows instead of 10`
    },
  },
})

/**
 * Adds orders of before the answer: six that make sums equal to the tenth of the page, two in the
 * first and the last moment of the month, and larger ones that lie beside the month or a year before.
 */
async function openWithTie(): Promise<Database> {
  const db = await openDatabase()
  await db.client.query(
    `insert into orders (customer_id, status, total, created_at) values
       (9995, 'shipped', 979, $1::timestamptz + interval '15 days'),
       (8000, 'shipped', 979, $1::timestamptz + interval '15 days'),
       (65, 'shipped', 979, $1::timestamptz + interval '15 days'),
       (6005, 'shipped', 979, $1::timestamptz + interval '15 days'),
       (3990, 'shipped', 979, $1::timestamptz + interval '15 days'),
       (2000, 'shipped', 979, $1::timestamptz + interval '15 days'),
       (25, 'shipped', 990, $1),
       (30, 'shipped', 991, $1::timestamptz + interval '1 month' - interval '1 millisecond'),
       (35, 'shipped', 5000, $1::timestamptz - interval '1 millisecond'),
       (55, 'shipped', 5001, $1::timestamptz + interval '1 month'),
       (60, 'shipped', 5002, $1::timestamptz - interval '1 year' + interval '15 days')`,
    [month],
  )
  return db
}

const known = new WeakMap<Database, string>()

/** The statement of the answer, whose preparations are made once. */
async function prepared(bestCustomers: BestCustomers, db: Database): Promise<string> {
  const found = known.get(db)
  if (found !== undefined) return found
  const { prepare, statement } = bestCustomers()
  for (const text of prepare) await db.client.query(text)
  known.set(db, statement)
  return statement
}

/** Compares the page with the one of the statement as it was found. */
async function differs(
  { client }: Database,
  statement: string,
  of: string,
): Promise<string | undefined> {
  const page = async (text: string) => {
    const { rows } = await client.query<PageRow>(text, [of])
    return rows.map(({ id, name, spent }) => `${id} ${name} ${spent}`).join(', ')
  }
  const [found, right] = [await page(statement), await page(foundStatement)]
  return found === right ? undefined : `${found || 'no row'} instead of ${right}`
}
