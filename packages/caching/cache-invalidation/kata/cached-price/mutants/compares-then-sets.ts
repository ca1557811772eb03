// Fails: serves the new price, in every order of a reader and a writer, also with an eviction
// Compares in one command and sets in another: the writer comes in between.
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const cached = await redis.get(`price:${id}`)
      if (cached !== null) return Number(cached)
      // The token says: nobody has written since I asked the database.
      const token = randomUUID()
      await redis.set(`lease:${id}`, token, 'EX', 10)
      const { rows } = await pool.query('select price from products where id = $1', [id])
      const { price } = rows[0]
      if ((await redis.get(`lease:${id}`)) === token) {
        await redis.set(`price:${id}`, price, 'EX', 3_600)
      }
      return price
    },

    async writePrice(id: number, price: number): Promise<void> {
      await pool.query('update products set price = $2 where id = $1', [id, price])
      await redis.del(`price:${id}`, `lease:${id}`)
    },
  }
}
