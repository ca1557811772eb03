// Fails: takes each character of a name as a part of the name
// A subscript makes a list of a new group when the key is a number.
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
     set body[$2::text][$3::text] = $4::jsonb
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
