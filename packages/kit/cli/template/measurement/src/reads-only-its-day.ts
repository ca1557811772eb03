import { explain } from '@lab/stage/explain'
import { day, fillOrders } from './fill-orders.ts'
import type { Database } from './open-database.ts'

/** One way to count the orders of a day: what the table has for it, and the statement. */
export interface CountOrders {
  index: string
  /** `$1` is the day in UTC, as `2026-06-01`. */
  statement: string
}

export interface Reading {
  days: number
  /** Blocks of 8 kB that the statement reads, from memory or not. */
  buffers: number
  counted: number
  /** As `explain (analyze, buffers, format json)` answers. */
  plan: unknown
}

/** How many days the table has: a month, a year, ten years. */
const sizes = [30, 365, 3_650] as const

/** The contract of every way: a day has eight orders, and their number does not depend on the other days. */
export async function readsOnlyItsDay(
  db: Database,
  way: CountOrders,
): Promise<{ readings: Reading[]; violation: string | undefined }> {
  const readings: Reading[] = []
  for (const days of sizes) {
    await fillOrders(db, days, way.index)
    readings.push({ days, ...(await measure(db, way.statement)) })
  }
  const wrong = readings.find(({ counted }) => counted !== 8)
  if (wrong !== undefined) return { readings, violation: `8 orders, ${wrong.counted} counted` }
  const { days, buffers } = readings.at(-1)!
  const violation =
    buffers > most ? `${buffers} blocks are read for ${days.toLocaleString('en')} days` : undefined
  return { readings, violation }
}

// An index of three levels, and a few blocks for eight neighbouring rows.
export const most = 10

/** Runs a statement for the day, after the settings that it may need, and asks what it reads. */
export async function measure(
  { pool }: Database,
  statement: string,
  settings = '',
): Promise<Pick<Reading, 'buffers' | 'counted' | 'plan'>> {
  const client = await pool.connect()
  try {
    await client.query(settings)
    const { buffers, plan } = await explain(client, statement, [day])
    const { rows } = await client.query(statement, [day])
    return { buffers, counted: rows[0].count, plan }
  } finally {
    client.release(settings !== '')
  }
}
