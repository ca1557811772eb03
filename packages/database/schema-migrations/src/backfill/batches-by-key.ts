// Goes through the table by its key, a batch a transaction; the last key says where the next begins.
// Costs an index on the key, and it does not come back to a row that it has passed.
import type { Backfill } from './fills-every-row.ts'

export const batchesByKey: Backfill = async (run, size) => {
  for (let last = 0; ;) {
    const next = 'select id from customers where id > $1 order by id limit $2'
    const batch = await run(next, [last, size])
    if (batch.length === 0) return
    await run('update customers set full_name = name where id = any($1)', [batch])
    last = batch.at(-1)!
  }
}
