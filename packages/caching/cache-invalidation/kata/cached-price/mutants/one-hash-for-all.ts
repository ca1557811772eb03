// Fails: renews no key when it reads
// All prices are in one hash, and each that is set gives all of them another hour.
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

const setIfLeased = `
  if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], ARGV[3], ARGV[2])
  redis.call('EXPIRE', KEYS[1], 3600)
  return 1`

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async readPrice(id: number): Promise<number> {
      const cached = await redis.hget('prices', String(id))
      if (cached !== null) return Number(cached)
      // The token says: nobody has written since I asked the database.
      const token = randomUUID()
      await redis.set(`lease:${id}`, token, 'EX', 10)
      const { rows } = await pool.query('select price from products where id = $1', [id])
      const { price } = rows[0]
      await redis.eval(setIfLeased, 2, 'prices', `lease:${id}`, token, price, id)
      return price
    },

    async writePrice(id: number, price: number): Promise<void> {
      await pool.query('update products set price = $2 where id = $1', [id, price])
      await redis.multi().hdel('prices', String(id)).del(`lease:${id}`).exec()
    },
  }
}
