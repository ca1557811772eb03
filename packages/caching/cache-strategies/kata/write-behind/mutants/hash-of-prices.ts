// Fails: keeps the newest price, however two processes take turns
// A hash keeps the newest price, and its delete takes away one that was written meanwhile.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async writePrice(id: number, price: number): Promise<void> {
      if (!Number.isInteger(price) || price < 0 || price > 2_147_483_647)
        throw new RangeError(`Cannot write price: it must be 0 to 2147483647, received ${price}`)
      await redis.hset('prices', id, price)
    },

    async flush(): Promise<void> {
      const prices = await redis.hgetall('prices')
      const ids = Object.keys(prices)
      if (ids.length === 0) return
      await pool.query(
        `update products set price = written.price
        from unnest($1::int[], $2::int[]) as written (id, price)
        where products.id = written.id`,
        [ids, Object.values(prices)],
      )
      await redis.hdel('prices', ...ids)
    },
  }
}
