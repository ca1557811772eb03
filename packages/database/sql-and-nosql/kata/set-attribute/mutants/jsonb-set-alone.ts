// Fails: creates a group that is not there
// jsonb_set changes nothing where the parent of the path is missing.
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
     set body = jsonb_set(body, array[$2, $3], $4)
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
