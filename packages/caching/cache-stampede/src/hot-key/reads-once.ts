import { answerOf, conduct, crashable, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import { loadPrice } from '../load-price.ts'
import type { Shop } from '../open-shop.ts'
import { lockMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'
import { hotId, newPrice, oldPrice, putPrice } from './put-price.ts'

/**
 * The contract: a cached price has expired, and one request comes to each of several processes. The
 * database is read once. A request that has to wait ends there: how long is another contract.
 */
export function readsOnce(
  shop: Shop,
  create: CreateReader,
  processes: readonly string[] = ['one', 'two'],
): Race {
  const pool = watch(shop.countedPool())
  const load = (id: number) => loadPrice(pool, id)
  const pause = () => Promise.reject(new Error('has to wait'))
  let endCount: () => Promise<number>
  return conduct({
    async setup() {
      await putPrice(shop, create, 'expires')
      endCount = shop.countReads()
    },
    actors: Object.fromEntries(
      processes.map((name) => {
        const redis = watch(shop.cache.client())
        return [name, () => create({ redis, load, pause, newToken: () => name })(hotId)]
      }),
    ),
    async invariant() {
      const reads = await endCount()
      return reads > 1 ? `the database is read ${reads} times` : undefined
    },
  })
}

/**
 * The other contract: of two processes that read an expired price one may die before any of its
 * steps, or take longer than a lock lives. The other one gets a price, within the time of one lock.
 */
export function outlivesADeath(shop: Shop, create: CreateReader): Race {
  const clock = virtualClock()
  const pool = watch(shop.database.pool())
  const load = (id: number) => loadPrice(pool, id)
  const pause = () => clock.sleep(lockMs, 'looks again')
  const reader = (name: string) => {
    const redis = watch(shop.cache.client({ retryStrategy: () => 0 }))
    return () => create({ redis, load, pause, newToken: () => name })(hotId)
  }
  return conduct({
    clock,
    setup: () => putPrice(shop, create, 'expires'),
    actors: { one: crashable(reader('one')), two: reader('two') },
    async invariant({ two }) {
      if (![oldPrice, newPrice].includes(Number(answerOf(two!)))) return 'two gets no price'
      return clock.now() > lockMs ? `two waits ${clock.now()} ms` : undefined
    },
  })
}
