// Reads the table, then makes the slot.
// BREAKS: what commits in between is in neither.
import { createSlot, readOrders } from './first-copy.ts'
import type { FirstCopy, Row } from './first-copy.ts'

export const tableThenSlot: FirstCopy = async ({ replication, reader, slot }) => {
  const { rows } = await reader.query<Row>(readOrders)
  // RACE: what is committed here, the table did not have and the slot does not send.
  await replication.query(createSlot(slot, 'nothing'))
  return rows
}
