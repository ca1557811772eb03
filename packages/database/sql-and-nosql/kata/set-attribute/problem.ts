import type { Pool } from 'pg'

export async function setAttribute(
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  const { rows } = await pool.query('select body from documents where id = $1', [productId])
  const { body } = rows[0]
  body[group][key] = value
  await pool.query('update documents set body = $2 where id = $1', [productId, body])
  return true
}
