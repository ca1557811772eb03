import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { pricesInDatabase, putOnSale } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import type { OpenPrices } from './price-store.ts'

/**
 * The contract: once all have ended and what was acknowledged is flushed, a reader gets the price of
 * the database. It is 100 before, and a writer sets 120.
 *
 * `a reader`: one that misses comes beside the writer. `an eviction`: the price is cached before, and
 * Redis may evict every key, besides the reader. `a death`: the price is cached before, no reader
 * comes, and the writer may die before any of its steps.
 */
export function servesTheNewPrice(
  world: World,
  open: OpenPrices,
  beside: 'a reader' | 'an eviction' | 'a death',
): Race {
  const process = () => open({ pool: world.db.pool, redis: world.space.watched() })
  const [writer, reader, evictor] = [process(), process(), world.space.watched()]
  const plain = open({ pool: world.db.plain, redis: world.space.plain })
  const write = () => writer.writePrice(1, 120)
  return conduct({
    async setup() {
      await putOnSale(world, 1)
      if (beside !== 'a reader') await plain.readPrice(1)
    },
    actors: {
      ...(beside !== 'a death' && { reader: () => reader.readPrice(1) }),
      writer: beside === 'a death' ? crashable(write) : write,
      ...(beside === 'an eviction' && {
        eviction: async () => void (await evictor.del('price:1')),
      }),
    },
    async invariant() {
      await writer.flush?.()
      const served = await plain.readPrice(1)
      const price = (await pricesInDatabase(world)).get(1)
      return served === price ? undefined : `the price is ${price}, and the cache says ${served}`
    },
  })
}
