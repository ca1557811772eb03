import { conduct, crashable, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import { hotId, newPrice, oldPrice } from './hot-key/put-price.ts'
import { loadPrice } from './load-price.ts'
import type { Shop } from './open-shop.ts'
import { lockMs } from './price-reader.ts'
import type { CreateReader } from './price-reader.ts'
import type { WritePrice } from './price-writer.ts'

/**
 * The other contract: a price is read, and written at the same time. A request that comes after both
 * gets what the database has.
 *
 * @param options.row Whether the product exists before.
 * @param options.writerMayDie Before any of its steps.
 */
export function answersAsTheDatabase(
  shop: Shop,
  { create, write }: { create: CreateReader; write: WritePrice },
  { row, writerMayDie = false }: { row: 'exists' | 'is missing'; writerMayDie?: boolean },
): Race {
  const clock = virtualClock()
  const pool = watch(shop.database.pool())
  const [reading, writing] = [0, 1].map(() => watch(shop.cache.client({ retryStrategy: () => 0 })))
  const process = (redis: typeof reading, from: typeof pool) => ({
    redis: redis!,
    load: (id: number) => loadPrice(from, id),
    pause: () => clock.sleep(lockMs, 'looks again'),
    newToken: () => 'reader',
  })
  const writer = () => write({ pool, redis: writing! }, hotId, newPrice)
  return conduct({
    clock,
    async setup() {
      await shop.plainRedis.flushdb()
      await shop.plain.query('truncate products')
      if (row === 'exists') {
        await shop.plain.query('insert into products values ($1, $2)', [hotId, oldPrice])
      }
    },
    actors: {
      reader: () => create(process(reading, pool))(hotId),
      writer: writerMayDie ? crashable(writer) : writer,
    },
    async invariant() {
      const answer = await create(process(shop.plainRedis, shop.plain))(hotId)
      const price = await loadPrice(shop.plain, hotId)
      return answer === price
        ? undefined
        : `the database has ${price ?? 'no row'}, and the answer is ${answer ?? 'none'}`
    },
  })
}
