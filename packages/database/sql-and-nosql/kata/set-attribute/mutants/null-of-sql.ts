// Fails: stores null as a value
// A parameter that is null is no JSON value: the attribute is left out.
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
     set body = body || jsonb_build_object($2::text, coalesce(body -> $2, '{}')
       || case when $4::jsonb is null then '{}' else jsonb_build_object($3::text, $4::jsonb) end)
     where id = $1`,
    [productId, group, key, value === null ? null : JSON.stringify(value)],
  )
  return rowCount === 1
}
