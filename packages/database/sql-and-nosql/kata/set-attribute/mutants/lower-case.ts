// Fails: takes each character of a name as a part of the name
// Takes a capital letter in a name for a small one.
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
     set body = body || jsonb_build_object(
       $2::text, coalesce(body -> $2, '{}') || jsonb_build_object($3::text, $4::jsonb))
     where id = $1`,
    [productId, group.toLowerCase(), key.toLowerCase(), JSON.stringify(value)],
  )
  return rowCount === 1
}
