// Writes only the columns that the slot sends: undefined is "unchanged", and null is null.
import type { ApplyUpdate } from './keeps-the-note.ts'

export const leaveOutUnchanged: ApplyUpdate = async (pool, { id, status, note }) => {
  await pool.query('update orders_copy set status = $2 where id = $1', [id, status])
  if (note === undefined) return
  await pool.query('update orders_copy set note = $2 where id = $1', [id, note])
}
