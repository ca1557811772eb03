import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot } from '../slot.ts'

export interface DeadRows {
  /** Dead rows that vacuum must leave: of the table orders, and of the catalog of tables. */
  orders: number
  catalog: number
}

/** Ten orders and the catalog rows of ten tables are deleted; then both are vacuumed. */
export async function holdsVacuumBack(shop: Shop): Promise<Record<'with' | 'without', DeadRows>> {
  const { plain } = shop
  // An exported snapshot that is left open would hold back all of it.
  await beginAgain(shop)
  await createSlot(plain, 'dead')
  await plain.query(`truncate orders;
    insert into orders (id, status) select n, 'new' from generate_series(1, 10) as n`)
  await plain.query('delete from orders')
  for (let table = 1; table <= 10; table += 1) {
    await plain.query(`create table short_lived_${table} (id int)`)
    await plain.query(`drop table short_lived_${table}`)
  }
  const counts = async () => ({
    orders: await vacuum({ plain }, 'orders'),
    catalog: await vacuum({ plain }, 'pg_class'),
  })
  const withSlot = await counts()
  await dropSlot(plain, 'dead')
  return { with: withSlot, without: await counts() }
}

/** @returns How many dead rows have to stay. */
async function vacuum({ plain }: Pick<Shop, 'plain'>, table: string): Promise<number> {
  const client = await plain.connect()
  let said = ''
  const hear = ({ message = '' }: { message?: string | undefined }) => void (said += message)
  client.on('notice', hear)
  await client.query(`vacuum (verbose, truncate false) ${table}`)
  client.off('notice', hear)
  client.release()
  return Number(/(\d+) are dead but not yet removable/.exec(said)![1])
}
