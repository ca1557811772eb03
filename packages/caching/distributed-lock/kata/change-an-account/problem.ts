import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

export function openAccounts(pool: Pool, redis: Redis) {
  return {
    async change(
      id: number,
      compute: (balance: number) => Promise<number>,
    ): Promise<'done' | 'busy' | 'refused'> {
      if ((await redis.set(`lock:${id}`, 'locked', 'PX', 10_000, 'NX')) === null) return 'busy'
      const { rows } = await pool.query('select balance from accounts where id = $1', [id])
      const balance = await compute(rows[0].balance)
      await pool.query('update accounts set balance = $2 where id = $1', [id, balance])
      await redis.del(`lock:${id}`)
      return 'done'
    },
  }
}
