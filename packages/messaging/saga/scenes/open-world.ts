import { openShop } from '../src/open-shop.ts'

/** The shop, and its servers for the first line of the demo. */
export async function openWorld() {
  const shop = await openShop()
  return { database: shop.database, bus: shop.bus, shop }
}

export type World = Awaited<ReturnType<typeof openWorld>>
