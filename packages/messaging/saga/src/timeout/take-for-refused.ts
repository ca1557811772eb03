// Takes silence for a no, and undoes the steps before it.
// Breaks: the money was taken. The answer comes later, and nobody listens any more.
import type { Shop } from '../open-shop.ts'
import { goOn } from '../order/orchestrated.ts'
import { takeNote } from '../saga/saga-log.ts'

export async function takeForRefused(shop: Shop, orderId: string): Promise<void> {
  const isNew = await takeNote(shop.databases.orders, orderId, 'charge', 'refused')
  if (isNew) await goOn(shop, orderId)
}
