import { openShop, startFourProcesses, stampede } from '../src/index.ts'
import type { Stampede, Way } from '../src/index.ts'

/** Opens a shop, and the four processes that read its prices. */
export async function openWorld() {
  const shop = await openShop()
  const four = startFourProcesses(shop)
  const known = new Map<Way, Promise<Stampede>>()
  return {
    database: shop.database,
    cache: shop.cache,
    shop,
    four: Object.assign(four, {
      /** Sends ten requests to each, once for each way, however many scenes ask for it. */
      stampede(way: Way): Promise<Stampede> {
        const found = known.get(way) ?? stampede(shop, four.readers, { way, requests: 10 })
        known.set(way, found)
        return found
      },
    }),
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
