// Cache-aside reading, as most ways here do it: look into the cache, else ask the database and set
// what it says. Nothing says whether that is still so when it is set.
import { keyOf, ttlMs } from './price-cache.ts'
import type { PriceCache, Stores } from './price-cache.ts'

export const readAside: PriceCache['readPrice'] = async ({ pool, redis }, id) => {
  const cached = await redis.get(keyOf(id))
  if (cached !== null) return Number(cached)
  const price = await selectPrice({ pool }, id)
  await redis.set(keyOf(id), price, 'PX', ttlMs)
  return price
}

export async function selectPrice({ pool }: Pick<Stores, 'pool'>, id: number): Promise<number> {
  const { rows } = await pool.query('select price from products where id = $1', [id])
  return rows[0].price
}

export async function updatePrice(
  { pool }: Pick<Stores, 'pool'>,
  id: number,
  price: number,
): Promise<void> {
  await pool.query('update products set price = $2 where id = $1', [id, price])
}
