// Fails: serves the new price, in every order of a reader and a writer, also with an eviction
// With the newer price its version is evicted, and the older one is set.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

const setIfNewer = `
  local version = redis.call('HGET', KEYS[1], 'version')
  if version and tonumber(version) >= tonumber(ARGV[2]) then return 0 end
  redis.call('HSET', KEYS[1], 'price', ARGV[1], 'version', ARGV[2])
  return redis.call('EXPIRE', KEYS[1], 3600)`

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const cached = await redis.hget(`price:${id}`, 'price')
      if (cached !== null) return Number(cached)
      const { rows } = await pool.query('select price, version from products where id = $1', [id])
      await redis.eval(setIfNewer, 1, `price:${id}`, rows[0].price, rows[0].version)
      return rows[0].price
    },

    async writePrice(id: number, price: number): Promise<void> {
      const { rows } = await pool.query(
        'update products set price = $2, version = version + 1 where id = $1 returning version',
        [id, price],
      )
      await redis.eval(setIfNewer, 1, `price:${id}`, price, rows[0].version)
    },
  }
}
