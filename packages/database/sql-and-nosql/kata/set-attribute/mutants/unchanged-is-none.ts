// Fails: answers whether there is such a product, and leaves the others alone
// Writes nothing where nothing changes, and takes no row for no product.
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
     where id = $1 and body -> $2 -> $3 is distinct from $4::jsonb`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
