// Fails: keeps an attribute that another client sets at the same time
// The server computes the new document, and a second statement writes it: over that of another client.
import type { Pool } from 'pg'

export async function setAttribute(
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  const { rows } = await pool.query(
    `select (body || jsonb_build_object(
       $2::text, coalesce(body -> $2, '{}') || jsonb_build_object($3::text, $4::jsonb)))::text as next
     from documents where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  if (rows.length === 0) return false
  await pool.query('update documents set body = $2 where id = $1', [productId, rows[0].next])
  return true
}
