import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

const lock = `
  if not redis.call('SET', KEYS[1], ARGV[1], 'PX', 10000, 'NX') then return 0 end
  return redis.call('INCR', KEYS[2])`

const unlock = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('DEL', KEYS[1])`

export function openAccounts(pool: Pool, redis: Redis) {
  return {
    async change(
      id: number,
      compute: (balance: number) => Promise<number>,
    ): Promise<'done' | 'busy' | 'refused'> {
      const owner = randomUUID()
      const token = Number(await redis.eval(lock, 2, `lock:${id}`, `tokens:${id}`, owner))
      if (token === 0) return 'busy'
      try {
        // From here on the account refuses every smaller token.
        const { rows } = await pool.query(
          'update accounts set fence = $2 where id = $1 and fence < $2 returning balance',
          [id, token],
        )
        if (rows.length === 0) return 'refused'
        const balance = await compute(rows[0].balance)
        const { rowCount } = await pool.query(
          'update accounts set balance = $2 where id = $1 and fence = $3',
          [id, balance, token],
        )
        return rowCount === 1 ? 'done' : 'refused'
      } finally {
        await redis.eval(unlock, 1, `lock:${id}`, owner)
      }
    },
  }
}
