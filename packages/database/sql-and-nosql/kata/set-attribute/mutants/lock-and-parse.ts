// Fails: keeps a number that JavaScript does not hold exactly
// Parses the document and writes it again. A number of 17 digits is another one afterwards.
import type { Pool } from 'pg'

export async function setAttribute(
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const statement = 'select body from documents where id = $1 for update'
    const { rows } = await client.query(statement, [productId])
    for (const { body } of rows)
      await client.query('update documents set body = $2 where id = $1', [
        productId,
        JSON.stringify({ ...body, [group]: { ...body[group], [key]: value } }),
      ])
    await client.query('commit')
    return rows.length === 1
  } finally {
    client.release()
  }
}
