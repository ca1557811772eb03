// Fails: replaces a list or an object as a whole
// Merges an object with the one that was there: what the new one does not have stays.
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
       $2::text, coalesce(body -> $2, '{}') || jsonb_build_object($3::text,
         case when jsonb_typeof($4::jsonb) = 'object' and jsonb_typeof(body -> $2 -> $3) = 'object'
           then (body -> $2 -> $3) || $4::jsonb else $4::jsonb end))
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
