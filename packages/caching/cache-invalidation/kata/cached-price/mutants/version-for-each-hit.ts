// Fails: asks the database once, and then the cache
// Asks PostgreSQL for the version at each hit.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const cached = await redis.hgetall(`price:${id}`)
      if (cached['price'] !== undefined) {
        const { rows } = await pool.query('select version from products where id = $1', [id])
        if (rows[0].version === Number(cached['version'])) return Number(cached['price'])
      }
      const { rows } = await pool.query('select price, version from products where id = $1', [id])
      const { price, version } = rows[0]
      await redis
        .multi()
        .hset(`price:${id}`, { price, version })
        .expire(`price:${id}`, 3_600)
        .exec()
      return price
    },

    async writePrice(id: number, price: number): Promise<void> {
      await pool.query('update products set price = $2, version = version + 1 where id = $1', [
        id,
        price,
      ])
      await redis.del(`price:${id}`)
    },
  }
}
