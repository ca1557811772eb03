import type { Client } from 'pg'
import type { Database } from '../open-database.ts'

/** A new table of 1,000 orders with these indexes, for one that writes to it. */
export async function createOrders(db: Database, create: readonly string[]): Promise<Client> {
  const client = await db.create(1_000)
  for (const text of create) await client.query(text)
  return client
}
