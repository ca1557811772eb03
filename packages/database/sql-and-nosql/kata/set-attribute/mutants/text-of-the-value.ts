// Fails: stores numbers, texts, lists and objects as what they are
// Every value but null becomes a text.
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
       $2::text, coalesce(body -> $2, '{}') || jsonb_build_object($3::text, $4::text))
     where id = $1`,
    [productId, group, key, value],
  )
  return rowCount === 1
}
