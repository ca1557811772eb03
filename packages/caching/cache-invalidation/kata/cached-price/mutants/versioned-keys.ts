// Fails: serves the new price, in every order of a reader and a writer, also with an eviction
// The version is evicted, begins anew, and a late reader sets the old price under it.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const key = `price:${id}:${await redis.get(`version:${id}`)}`
      const cached = await redis.get(key)
      if (cached !== null) return Number(cached)
      const { rows } = await pool.query('select price from products where id = $1', [id])
      await redis.set(key, rows[0].price, 'EX', 3_600)
      return rows[0].price
    },

    async writePrice(id: number, price: number): Promise<void> {
      await pool.query('update products set price = $2 where id = $1', [id, price])
      await redis.multi().incr(`version:${id}`).expire(`version:${id}`, 3_600).exec()
    },
  }
}
