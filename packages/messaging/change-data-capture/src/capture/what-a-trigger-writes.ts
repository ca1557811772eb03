import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'

export interface Written {
  /** Bytes of the log for the update of one order, on average over a hundred. */
  alone: number
  withTrigger: number
}

/** What the shop's own update writes, and what it writes with a row in the second table. */
export async function whatATriggerWrites(shop: Shop): Promise<Written> {
  const { plain } = shop
  await beginAgain(shop)
  await plain.query(
    `insert into orders (id, status) select n, 'new' from generate_series(101, 200) as n`,
  )
  const update = async () => {
    const { rows } = await plain.query('select pg_current_wal_insert_lsn() as before')
    await plain.query(`update orders set status = 'paid' where id > 100`)
    const written = await plain.query(
      'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1)::int as bytes',
      [rows[0].before],
    )
    return Math.round(written.rows[0].bytes / 100)
  }
  const alone = await update()
  await plain.query('alter table orders enable trigger note_change')
  const withTrigger = await update()
  await plain.query('alter table orders disable trigger note_change')
  return { alone, withTrigger }
}
