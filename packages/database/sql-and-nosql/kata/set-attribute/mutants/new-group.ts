// Fails: keeps everything else in the document
// || merges the first level only: the group has nothing but the new attribute afterwards.
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
     set body = body || jsonb_build_object($2::text, jsonb_build_object($3::text, $4::jsonb))
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
