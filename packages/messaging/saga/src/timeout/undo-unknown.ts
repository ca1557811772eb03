// Writes down that nobody knows, and undoes this step, too.
// Costs an undo that finds nothing to undo, and a log that has one place for the answer: who is first decides.
import type { Shop } from '../open-shop.ts'
import { goOn, takeNote } from '../order/orchestrated.ts'

export async function undoUnknown(shop: Shop, orderId: string): Promise<void> {
  if (await takeNote(shop, orderId, 'charge', 'unknown')) await goOn(shop, orderId)
}
