import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot, slotState } from '../slot.ts'
import { openStream } from '../stream/open-stream.ts'

export interface KeptForNothing {
  /** The consumer is connected, and has confirmed every change of its table. */
  confirmsItsChanges: number
  /** A message in the log, once a minute for instance, is confirmed too. */
  confirmsHeartbeats: number
}

/** Nothing happens to the published table, while another table writes megabytes. */
export async function anotherTable(shop: Shop): Promise<KeptForNothing> {
  const { url, plain } = shop
  await beginAgain(shop)
  await plain.query('create table visits (page text)')
  await createSlot(plain, 'quiet')
  const stream = await openStream({ url, plain, slot: 'quiet' })
  await plain.query(`update orders set status = 'paid' where id = 1`)
  const { transactions } = await stream.drain()
  await stream.confirm(transactions[0]!.lsn)
  await plain.query(`insert into visits select repeat('x', 1500) from generate_series(1, 5000)`)
  // The record from which the slot could begin again.
  await plain.query('checkpoint')
  const confirmsItsChanges = (await slotState(plain, 'quiet')).keptBytes!
  const { lsn: heartbeat } = await stream.drain()
  await stream.confirm(heartbeat)
  const confirmsHeartbeats = (await slotState(plain, 'quiet')).keptBytes!
  await stream[Symbol.asyncDispose]()
  await dropSlot(plain, 'quiet')
  await plain.query('drop table visits')
  return { confirmsItsChanges, confirmsHeartbeats }
}
