import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  const buffer = new Map<number, number>()
  return {
    async writePrice(id: number, price: number): Promise<void> {
      await redis.set(`price:${id}`, price, 'EX', 3_600)
      buffer.set(id, price)
    },

    async flush(): Promise<void> {
      for (const [id, price] of buffer) {
        await pool.query('update products set price = $2 where id = $1', [id, price])
      }
      buffer.clear()
    },
  }
}
