import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const cached = await redis.get(`price:${id}`)
      if (cached !== null) return Number(cached)
      const { rows } = await pool.query('select price from products where id = $1', [id])
      await redis.set(`price:${id}`, rows[0].price, 'EX', 3_600)
      return rows[0].price
    },

    async writePrice(id: number, price: number): Promise<void> {
      await pool.query('update products set price = $2 where id = $1', [id, price])
      await redis.del(`price:${id}`)
    },
  }
}
