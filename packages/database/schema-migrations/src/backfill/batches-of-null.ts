// Takes any rows that have no value yet, a batch a transaction, until none is left.
// Breaks: each batch begins at the start of the table, and reads over all that the others have filled.
import type { Backfill } from './fills-every-row.ts'

export const batchesOfNull: Backfill = async (run, size) => {
  for (;;) {
    const batch = await run('select id from customers where full_name is null limit $1', [size])
    if (batch.length === 0) return
    await run('update customers set full_name = name where id = any($1)', [batch])
  }
}
