// Fails: takes each character of a name as a part of the name
// A group that is not there is created by a path in a text, and a comma makes two names of it.
import type { Pool } from 'pg'

export async function setAttribute(
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update documents
     set body = jsonb_set(
       case when body ? $2 then body else jsonb_set(body, ('{' || $2 || '}')::text[], '{}') end,
       array[$2, $3], $4)
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
