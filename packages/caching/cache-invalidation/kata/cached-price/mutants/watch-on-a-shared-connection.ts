// Fails: serves the new price, when a process answers other requests while one is late
// WATCH, and a count by every writer. The EXEC of another request on the connection ends the WATCH.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const cached = await redis.get(`price:${id}`)
      if (cached !== null) return Number(cached)
      await redis.watch(`written:${id}`)
      const { rows } = await pool.query('select price from products where id = $1', [id])
      const { price } = rows[0]
      await redis.multi().set(`price:${id}`, price, 'EX', 3_600).exec()
      return price
    },

    async writePrice(id: number, price: number): Promise<void> {
      await pool.query('update products set price = $2 where id = $1', [id, price])
      await redis
        .multi()
        .incr(`written:${id}`)
        .expire(`written:${id}`, 60)
        .del(`price:${id}`)
        .exec()
    },
  }
}
