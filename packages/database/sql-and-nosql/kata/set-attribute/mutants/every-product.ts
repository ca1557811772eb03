// Fails: answers whether there is such a product, and leaves the others alone
// The update has no where that names the product.
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
     where $1::int in (select id from documents)`,
    [productId, group, key, JSON.stringify(value)],
  )
  return (rowCount ?? 0) > 0
}
