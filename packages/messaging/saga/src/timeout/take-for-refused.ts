// Takes the timeout for a refusal, and undoes the steps before it.
// Breaks: the money was taken. The reply comes later and is ignored.
import type { Shop } from '../open-shop.ts'
import { goOn } from '../order/orchestrated.ts'
import { takeNote } from '../saga/saga-log.ts'

export async function takeForRefused(shop: Shop, orderId: string): Promise<void> {
  const isNew = await takeNote(shop.databases.orders, orderId, 'charge', 'refused')
  if (isNew) await goOn(shop, orderId)
}
