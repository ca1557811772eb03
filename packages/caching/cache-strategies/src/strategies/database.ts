import type { Pool } from 'pg'

export async function selectPrice(pool: Pool, id: number): Promise<number> {
  const { rows } = await pool.query('select price from products where id = $1', [id])
  return rows[0].price
}

export async function updatePrice(pool: Pool, id: number, price: number): Promise<void> {
  await pool.query('update products set price = $2 where id = $1', [id, price])
}

/** Writes many prices in one statement. */
export async function updatePrices(
  pool: Pool,
  prices: Iterable<[id: number, price: number]>,
): Promise<void> {
  const batch = [...prices]
  if (batch.length === 0) return
  await pool.query(
    `update products set price = written.price
    from unnest($1::int[], $2::int[]) as written (id, price)
    where products.id = written.id`,
    [batch.map(([id]) => id), batch.map(([, price]) => price)],
  )
}
