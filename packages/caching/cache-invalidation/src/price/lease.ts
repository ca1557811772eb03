// A reader that finds no price leaves a token before it asks the database, and sets the price only
// if its token is still there. The writer deletes both: what was read before the write is refused.
// Costs a round trip and a script for each miss, none for a hit.
import { readFileSync } from 'node:fs'
import { runScript } from '@lab/servers/run-script'
import { selectPrice, updatePrice } from './cache-aside.ts'
import { keyOf, leaseOf, ttlMs } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

const lua = readFileSync(new URL('set-if-leased.lua', import.meta.url), 'utf8')
// A reader that is slower than this does not set its price.
const leaseMs = 10_000

export const lease: PriceCache = {
  async readPrice({ pool, redis, token }, id) {
    const cached = await redis.get(keyOf(id))
    if (cached !== null) return Number(cached)
    const mine = token()
    await redis.set(leaseOf(id), mine, 'PX', leaseMs)
    const price = await selectPrice({ pool }, id)
    const keys = [keyOf(id), leaseOf(id)]
    await runScript(redis, { name: 'setIfLeased', lua, keys }, mine, price, ttlMs)
    return price
  },
  async writePrice(stores, id, price) {
    await updatePrice(stores, id, price)
    await stores.redis.del(keyOf(id), leaseOf(id))
  },
}
