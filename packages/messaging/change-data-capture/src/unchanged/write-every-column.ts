// Writes every column of what the slot sends.
// BREAKS: a long value that the update did not touch is not sent, and is written as null.
import type { ApplyUpdate } from './keeps-the-note.ts'

export const writeEveryColumn: ApplyUpdate = async (pool, { id, status, note }) => {
  await pool.query('update orders_copy set status = $2, note = $3 where id = $1', [
    id,
    status,
    note,
  ])
}
