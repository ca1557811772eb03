import type { Redis } from 'ioredis'
import { loadPrice } from '../load-price.ts'
import type { Shop } from '../open-shop.ts'
import { priceKey, ttlMs } from '../price-reader.ts'
import type { CreateReader } from '../price-reader.ts'

export const hotId = 1
export const [oldPrice, newPrice] = [10, 12]

/** How a cached price comes to its end: a minute passes, or a writer deletes its key. */
export type End = 'expires' | 'is deleted'

/** Lets a process cache a price, then changes it, and then the cached one comes to its end. */
export async function putPrice(shop: Shop, create: CreateReader, end: End): Promise<void> {
  const { plain, plainRedis } = shop
  await plainRedis.flushdb()
  await plain.query('truncate products')
  await plain.query('insert into products values ($1, $2)', [hotId, oldPrice])
  const load = (id: number) => loadPrice(plain, id)
  const pause = () => Promise.reject(new Error('has to wait'))
  await create({ redis: plainRedis, load, pause, newToken: () => 'first' })(hotId)
  await plain.query('update products set price = $1', [newPrice])
  if (end === 'is deleted') await plainRedis.del(priceKey(hotId))
  else await passTime(plainRedis, ttlMs)
}

/** Takes time from each key that lives for a time: what a test does in place of waiting. */
export async function passTime(redis: Redis, ms: number): Promise<void> {
  for (const key of await redis.keys('*')) {
    const leftMs = await redis.pttl(key)
    if (leftMs > ms) await redis.pexpire(key, leftMs - ms)
    else if (leftMs >= 0) await redis.del(key)
  }
}
