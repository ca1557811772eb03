import { vacuumTables } from '@lab/stage/vacuum-tables'
import { explainWith } from '../explain-with.ts'
import { usual } from '../fill-orders.ts'
import type { Database } from '../open-database.ts'
import { covering } from './covering.ts'

/** What the covering index reads from the table itself (heap fetches), and in blocks. */
export interface Covered {
  blocks: number
  heapFetches: number
}

/** Reads the last ten orders of a customer: after a vacuum, after all of them changed, after another vacuum. */
export async function readAfterWrites(
  db: Database,
): Promise<{ vacuumed: Covered; updated: Covered; vacuumedAgain: Covered }> {
  const client = await db.create(5_000)
  for (const text of covering.create) await client.query(text)
  const read = async (): Promise<Covered> => {
    const { buffers, nodes } = await explainWith(client, [], covering.statement, [usual])
    return { blocks: buffers, heapFetches: Number(nodes[1]?.['Heap Fetches']) }
  }
  const vacuumed = await read()
  await client.query(`update orders set seen_at = now() where customer_id = $1`, [usual])
  const updated = await read()
  await vacuumTables(client, ['orders'])
  return { vacuumed, updated, vacuumedAgain: await read() }
}
