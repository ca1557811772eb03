// Fails: keeps an attribute that another client sets at the same time
// Writes if no other client has written since. After the second time it gives up.
import type { Pool } from 'pg'

export async function setAttribute(
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  const read = 'select body::text from documents where id = $1'
  const write = `update documents
     set body = body || jsonb_build_object(
       $2::text, coalesce(body -> $2, '{}') || jsonb_build_object($3::text, $4::jsonb))
     where id = $1`
  const values = [productId, group, key, JSON.stringify(value)]
  for (let attempt = 1; attempt <= 2; attempt++) {
    const { rows } = await pool.query(read, [productId])
    if (rows.length === 0) return false
    const { rowCount } = await pool.query(`${write} and body = $5`, [...values, rows[0].body])
    if (rowCount === 1) return true
  }
  return false
}
