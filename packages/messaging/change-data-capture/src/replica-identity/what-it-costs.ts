import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot } from '../slot.ts'
import { openStream } from '../stream/open-stream.ts'
import type { ReplicaIdentity } from '../unchanged/keeps-the-note.ts'

const slot = 'identity'
const noteLetters = 1_000

export interface IdentityCosts {
  /** What the slot sends of the row before an update and before a delete, as names of columns. */
  update: string
  delete: string
  /** What the update of the status of one order writes to the log, on average. */
  bytes: number
}

/** A hundred orders have a note of 1,000 letters each; their status changes, and one is deleted. */
export async function whatItCosts(shop: Shop, identity: ReplicaIdentity): Promise<IdentityCosts> {
  const { url, plain } = shop
  await beginAgain(shop)
  await plain.query(`
    truncate orders;
    insert into orders (id, status, note)
      select n, 'new', repeat('x', ${noteLetters}) from generate_series(1, 100) as n;
    alter table orders replica identity ${identity}`)
  await createSlot(plain, slot)
  const stream = await openStream({ url, plain, slot })
  const before = await position()
  await plain.query(`update orders set status = 'paid'`)
  const { rows } = await plain.query(
    'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1)::int as bytes',
    [before],
  )
  await plain.query('delete from orders where id = 1')
  const { transactions } = await stream.drain()
  const [updated, deleted] = transactions.map(({ changes }) => changes[0])
  await stream[Symbol.asyncDispose]()
  await dropSlot(plain, slot)
  await plain.query('alter table orders replica identity default')
  return { update: known(updated), delete: known(deleted), bytes: Math.round(rows[0].bytes / 100) }

  async function position(): Promise<string> {
    return (await plain.query('select pg_current_wal_insert_lsn() as here')).rows[0].here
  }
}

/** The columns of the row of before that a change has. */
function known(change: { tag: string } | undefined): string {
  const { key, old } = change as { key?: object | null; old?: object | null }
  return Object.keys(old ?? key ?? {}).join(', ') || 'nothing'
}
