// Takes silence for a no, and undoes the steps before it.
// Breaks: the money was taken. The answer comes later, and nobody listens any more.
import type { Shop } from '../open-shop.ts'
import { goOn, takeNote } from '../order/orchestrated.ts'

export async function takeForRefused(shop: Shop, orderId: string): Promise<void> {
  if (await takeNote(shop, orderId, 'charge', 'refused')) await goOn(shop, orderId)
}
