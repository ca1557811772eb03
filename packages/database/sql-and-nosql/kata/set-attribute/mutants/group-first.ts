// Fails: keeps an attribute that another client sets at the same time
// Looks whether the group is there, and then puts an empty one there: over that of another client.
import type { Pool } from 'pg'

export async function setAttribute(
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  const { rows } = await pool.query('select body ? $2 as has from documents where id = $1', [
    productId,
    group,
  ])
  if (rows[0]?.has === false)
    await pool.query(`update documents set body = jsonb_set(body, array[$2], '{}') where id = $1`, [
      productId,
      group,
    ])
  const { rowCount } = await pool.query(
    `update documents
     set body = jsonb_set(body, array[$2, $3], $4)
     where id = $1`,
    [productId, group, key, JSON.stringify(value)],
  )
  return rowCount === 1
}
