// Fails: takes each character of a name as a part of the name
// A comma in a name makes two names of it.
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
     set body = jsonb_set(jsonb_build_object($2::text, '{}'::jsonb) || body, $3, $4)
     where id = $1`,
    [productId, group, `{${group},${key}}`, JSON.stringify(value)],
  )
  return rowCount === 1
}
