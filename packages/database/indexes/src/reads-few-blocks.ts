import type { Explained } from '@lab/stage/explain'
import { explainWith } from './explain-with.ts'
import type { Database } from './open-database.ts'

/** A statement, and the indexes that were made for it. */
export interface Way {
  create: readonly string[]
  statement: string
  /** The values it is asked with, by whom or what they are for. */
  asks: Readonly<Record<string, readonly unknown[]>>
}

export interface Reading extends Explained {
  /** How many orders the table has. */
  orders: number
  ask: string
  indexBytes: number
}

export const sizes = [500, 5_000, 50_000] as const

// An index of three levels, and a block for each of 25 rows.
export const most = 30

/** The contract: no ask reads more than 30 blocks of 8 kB, however large the table is. */
export async function readsFewBlocks(
  db: Database,
  { create, statement, asks }: Way,
): Promise<{ readings: Reading[]; violation: string | undefined }> {
  const readings: Reading[] = []
  for (const orders of sizes) {
    const client = await db.table(orders)
    for (const [ask, values] of Object.entries(asks)) {
      readings.push({ orders, ask, ...(await explainWith(client, create, statement, values)) })
    }
  }
  const worst = readings.reduce((left, right) => (right.buffers > left.buffers ? right : left))
  const violation =
    worst.buffers > most
      ? `${worst.ask}: ${worst.buffers.toLocaleString('en')} blocks of ${worst.orders.toLocaleString('en')} orders`
      : undefined
  return { readings, violation }
}
