import { postgres } from '@lab/servers/postgres'
import type { Client } from 'pg'
import { fillOrders } from './fill-orders.ts'

/** Opens a database of its own, with tables of orders in any size. */
export async function openDatabase() {
  const db = await postgres()
  const kept = new Map<number, Promise<Client>>()
  let made = 0
  // One after the other: a transaction that began before a row was written keeps vacuum from
  // marking the row's page.
  let last: Promise<unknown> = Promise.resolve()

  /** Fills a new table: a connection that finds it as `orders`. */
  const create = (rows: number): Promise<Client> => {
    const created = last.then(() => fill(rows))
    last = created.catch(() => {})
    return created
  }
  const fill = async (rows: number): Promise<Client> => {
    const schema = `orders_${++made}`
    const client = await db.connect()
    await client.query(`create schema ${schema}; set search_path = ${schema}`)
    await fillOrders(client, rows)
    return client
  }
  /** Finds the table of that size, which is filled once: leave it as it is. */
  const table = (rows: number): Promise<Client> => {
    const found = kept.get(rows) ?? create(rows)
    kept.set(rows, found)
    return found
  }
  return { ...db, create, table }
}

export type Database = Awaited<ReturnType<typeof openDatabase>>
