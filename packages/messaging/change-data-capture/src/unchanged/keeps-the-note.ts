import type { Pool } from 'pg'
import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot } from '../slot.ts'
import { openStream } from '../stream/open-stream.ts'

/** One way to write the new values of an updated order into the copy. */
export type ApplyUpdate = (pool: Pool, row: Record<string, unknown>) => Promise<void>

/** What the slot tells of the row before an update: its key, or all of it. */
export type ReplicaIdentity = 'default' | 'full'

export interface Kept {
  /** What the slot sends of the note, when only the status was updated. */
  sent: 'unchanged' | 'the note'
  violation?: string
}

const slot = 'note'

/** The contract: an order has a note of 8,000 letters, and keeps it in the copy when it is paid. */
export async function keepsTheNote(
  shop: Shop,
  apply: ApplyUpdate,
  identity: ReplicaIdentity = 'default',
): Promise<Kept> {
  const { url, plain } = shop
  await beginAgain(shop)
  // Of digests, since what repeats is compressed, and stays in the row.
  await plain.query(`
    update orders set note =
      (select string_agg(md5(n::text), '') from generate_series(1, 250) as n) where id = 1;
    insert into orders_copy select id, status, note from orders;
    alter table orders replica identity ${identity}`)
  await createSlot(plain, slot)
  const stream = await openStream({ url, plain, slot })
  await plain.query(`update orders set status = 'paid' where id = 1`)
  const { transactions } = await stream.drain()
  const change = transactions[0]!.changes[0]!
  if (change.tag !== 'update') throw new TypeError(`Cannot apply a change: received ${change.tag}`)
  await apply(plain, change.new)
  await stream[Symbol.asyncDispose]()
  await dropSlot(plain, slot)
  await plain.query('alter table orders replica identity default')
  const { rows } = await plain.query(
    `select status, coalesce(length(note), 0) as letters from orders_copy where id = 1`,
  )
  const { status, letters } = rows[0]
  const sent = change.new['note'] === undefined ? 'unchanged' : 'the note'
  if (status === 'paid' && letters === 8000) return { sent }
  return { sent, violation: `the copy is ${status}, and has ${letters} of 8000 letters` }
}
