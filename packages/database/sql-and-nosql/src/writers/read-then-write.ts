// Reads the document, changes it and writes it whole, as a mapper does on save. It takes back what
// another client has changed in the meantime, in a key that it never meant to touch.
import type { SetKey } from './keeps-both-changes.ts'

export const readThenWrite: SetKey = async (pool, key, value) => {
  const { rows } = await pool.query('select body from documents where id = 1')
  // RACE: another client changes another key of the document here.
  const body = JSON.stringify({ ...rows[0].body, [key]: value })
  await pool.query('update documents set body = $1 where id = 1', [body])
  return 'set'
}
