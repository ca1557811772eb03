import type { Pool } from 'pg'
import { beginAgain, openShop } from './open-shop.ts'
import { createSlot } from './slot.ts'
import { openStream } from './stream/open-stream.ts'
import type { Transaction } from './stream/open-stream.ts'
import { lsnOf, positionOf } from './stream/position.ts'

const slot = 'feed'

/** An order of the shop by its id, with an SQL expression for its note. */
export type Order = readonly [id: number, note?: string]

/** Opens the shop and a slot: what happens to the orders comes as transactions. */
export async function openFeed() {
  const shop = await openShop()
  const { url, plain } = shop
  await createSlot(plain, slot)
  const stream = await openStream({ url, plain, slot })
  const copyAgain = async (orders: Order[]) => {
    await plain.query(`
      truncate orders_copy; ${insertOf('orders_copy', orders)}
      update place set lsn = '0/0'`)
  }
  return {
    db: shop.db,
    pool: shop.pool,
    plain,
    /** The shop and the copy have these orders, and nothing else; nothing is applied. */
    async begin(...orders: Order[]): Promise<void> {
      await beginAgain(shop)
      await plain.query(`truncate orders; ${insertOf('orders', orders)}`)
      await copyAgain(orders)
      await stream.drain()
    },
    /** Nothing of what has happened is applied to the copy of these orders. */
    copyAgain: (...orders: Order[]) => copyAgain(orders),
    /** Runs the statements, a transaction for each list of them. */
    async happens(...transactions: (readonly string[])[]): Promise<Transaction[]> {
      for (const statements of transactions) await plain.query(statements.join(';'))
      const read = await stream.drain()
      // As PostgreSQL writes a position, without the zeros of the library.
      return read.transactions.map((one) => ({ ...one, lsn: lsnOf(positionOf(one.lsn)) }))
    },
    /** How the copy differs from the shop's table. */
    difference: () => differenceOf(plain),
    async [Symbol.asyncDispose]() {
      await stream[Symbol.asyncDispose]()
      await shop[Symbol.asyncDispose]()
    },
  }
}

export type Feed = Awaited<ReturnType<typeof openFeed>>

function insertOf(table: string, orders: Order[]): string {
  const rows = orders.map(([id, note = 'null']) => `(${id}, 'new', ${note})`)
  return rows.length === 0 ? '' : `insert into ${table} (id, status, note) values ${rows.join()};`
}

async function differenceOf(plain: Pool): Promise<string | undefined> {
  const rowsOf = async (table: string) => {
    const { rows } = await plain.query(
      `select id || ' ' || status || ' ' || case when length(note) > 100
         then length(note) || ' letters' else quote_nullable(note) end as line
       from ${table} order by id`,
    )
    return rows.map(({ line }) => line).join('; ') || 'nothing'
  }
  const [shop, copy] = [await rowsOf('orders'), await rowsOf('orders_copy')]
  return shop === copy ? undefined : `the shop has ${shop}, and the copy has ${copy}`
}
