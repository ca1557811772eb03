// Fails: adds an attribute to a group that is there
// jsonb_set is told not to create what is missing.
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
     set body = case when body ? $2 then jsonb_set(body, array[$2, $3], $4, false)
       else body || jsonb_build_object($2::text, jsonb_build_object($3::text, $4::jsonb)) end
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
