// The server changes one key of the document that is there when the row is free. It still writes the
// document whole.
import type { SetKey } from './keeps-both-changes.ts'

export const jsonbSet: SetKey = async (pool, key, value) => {
  // BLOCKS: until the other client's change is committed.
  await pool.query('update documents set body = jsonb_set(body, array[$1], $2) where id = 1', [
    key,
    JSON.stringify(value),
  ])
  return 'set'
}
