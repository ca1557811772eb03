import { defineFacts } from '@lab/kata'
import { day, fillOrders, halfOpenRange, measure, most, openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

/** An answer: gives the statement, in which `$1` is the day. */
type OrdersOfDay = () => string

export const facts = defineFacts<OrdersOfDay, Database>({
  answer: 'ordersOfDay',
  open: openDatabase,
  facts: {
    'reads a few blocks of a table of ten years': async (ordersOfDay, db) => {
      await fillOrders(db, 3_650, halfOpenRange.index)
      const { buffers } = await measure(db, ordersOfDay())
      return buffers > most ? `${buffers} blocks are read` : undefined
    },

    'counts an order of the first moment of the day': (ordersOfDay, db) =>
      counts(db, ordersOfDay(), { moment: `${day} 00:00:00Z`, expected: 1 }),

    'counts an order of the last moment of the day': (ordersOfDay, db) =>
      counts(db, ordersOfDay(), { moment: `${day} 23:59:59.999999Z`, expected: 1 }),

    'leaves out the first moment of the next day': (ordersOfDay, db) =>
      counts(db, ordersOfDay(), { moment: `2026-06-02 00:00:00Z`, expected: 0 }),

    'takes the day in UTC, whatever the time zone of the session is': (ordersOfDay, db) =>
      counts(db, ordersOfDay(), {
        moment: `${day} 18:00:00Z`,
        expected: 1,
        zone: 'Asia/Tokyo',
      }),
  },
})

async function counts(
  db: Database,
  statement: string,
  { moment, expected, zone = 'UTC' }: { moment: string; expected: number; zone?: string },
): Promise<string | undefined> {
  await db.pool.query('delete from orders')
  await db.pool.query('insert into orders values (1, $1)', [moment])
  const { counted } = await measure(db, statement, `set timezone = '${zone}'`)
  return counted === expected ? undefined : `an order at ${moment}, ${counted} counted in ${day}`
}
