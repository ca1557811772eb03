// Makes the slot with a snapshot of the very position where its stream begins, and reads the table
// in that snapshot. Costs a transaction that stays open for as long as the table is read.
import { createSlot, readOrders } from './first-copy.ts'
import type { FirstCopy, Row } from './first-copy.ts'

export const exportedSnapshot: FirstCopy = async ({ replication, reader, slot }) => {
  const { rows: made } = await replication.query<{ snapshot_name: string }>(
    createSlot(slot, 'export'),
  )
  await reader.query('begin isolation level repeatable read read only')
  // It is there until the connection that exported it gets its next command.
  await reader.query(`set transaction snapshot '${made[0]!.snapshot_name}'`)
  const { rows } = await reader.query<Row>(readOrders)
  await reader.query('commit')
  return rows
}
