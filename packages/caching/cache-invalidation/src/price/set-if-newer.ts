// The row has a version, which every update counts up. Readers and writers set the price together
// with it, and Redis keeps the newer one. Costs a column and a script.
// Once the key is evicted nothing knows the newer version, and a late reader sets the old price.
import { readFileSync } from 'node:fs'
import { runScript } from '@lab/servers/run-script'
import { keyOf, ttlMs } from './price-cache.ts'
import type { PriceCache, Stores } from './price-cache.ts'

const lua = readFileSync(new URL('set-if-newer.lua', import.meta.url), 'utf8')

export const setIfNewer: PriceCache = {
  async readPrice({ pool, redis }, id) {
    const cached = await redis.hget(keyOf(id), 'price')
    if (cached !== null) return Number(cached)
    const { rows } = await pool.query('select price, version from products where id = $1', [id])
    await setNewer(redis, id, rows[0])
    return rows[0].price
  },
  async writePrice({ pool, redis }, id, price) {
    const { rows } = await pool.query(
      'update products set price = $2, version = version + 1 where id = $1 returning price, version',
      [id, price],
    )
    await setNewer(redis, id, rows[0])
  },
}

async function setNewer(
  redis: Stores['redis'],
  id: number,
  { price, version }: { price: number; version: number },
): Promise<void> {
  await runScript(redis, { name: 'setIfNewer', lua, keys: [keyOf(id)] }, price, version, ttlMs)
}
