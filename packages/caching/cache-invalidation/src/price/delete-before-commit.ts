// Deletes the key before the transaction commits, as a hook "after save" does.
// BREAKS: until the commit every reader finds the old price in the database, and sets it.
import { inTransaction } from '@lab/servers/in-transaction'
import { readAside } from './cache-aside.ts'
import { keyOf } from './price-cache.ts'
import type { PriceCache } from './price-cache.ts'

export const deleteBeforeCommit: PriceCache = {
  readPrice: readAside,
  writePrice: ({ pool, redis }, id, price) =>
    inTransaction(pool, async (client) => {
      await client.query('update products set price = $2 where id = $1', [id, price])
      await redis.del(keyOf(id))
    }),
}
