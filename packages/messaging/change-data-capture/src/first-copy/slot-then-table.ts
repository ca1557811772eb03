// Makes the slot, then reads the table. Misses nothing.
// BREAKS what counts: a change that commits in between is in the table and in the stream.
import { createSlot, readOrders } from './first-copy.ts'
import type { FirstCopy, Row } from './first-copy.ts'

export const slotThenTable: FirstCopy = async ({ replication, reader, slot }) => {
  await replication.query(createSlot(slot, 'nothing'))
  return (await reader.query<Row>(readOrders)).rows
}
