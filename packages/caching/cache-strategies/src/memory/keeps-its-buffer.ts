import { pricesInDatabase, putOnSale } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { behindInAStream } from '../strategies/behind-in-a-stream.ts'
import { ageByAMinute, cachePages, leaveRoom, names } from './full-redis.ts'
import type { FullRedis } from './full-redis.ts'

export interface KeptBuffer {
  acknowledged: number
  kept: number
  violation: string | undefined
}

/**
 * The contract: writes that wait in a stream of a full cache are in the database after the next flush.
 * For a minute there is no write and no flush, then 200 pages are cached.
 *
 * @param policy A `maxmemory-policy`.
 */
export async function keepsItsBuffer(
  world: World,
  { plain }: FullRedis,
  policy: string,
): Promise<KeptBuffer> {
  await putOnSale(world, 2)
  await leaveRoom(plain, policy)
  const prices = behindInAStream({ pool: world.db.plain, redis: plain })
  for (const id of [1, 2]) await prices.writePrice(id, 120)
  await ageByAMinute(plain, 'writes', policy)
  await cachePages(plain, names('page', 200), { expire: true })
  await prices.flush!()
  const inDatabase = [...(await pricesInDatabase(world)).values()]
  const kept = inDatabase.filter((price) => price === 120).length
  const violation = kept < 2 ? `${2 - kept} of 2 acknowledged writes are lost` : undefined
  return { acknowledged: 2, kept, violation }
}
