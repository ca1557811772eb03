// Writes down that nobody knows, and undoes this step, too.
// Costs an undo that finds nothing to undo, and a log that has one place for the answer: who is first decides.
import type { Shop } from '../open-shop.ts'
import { goOn } from '../order/orchestrated.ts'
import { takeNote } from '../saga/saga-log.ts'

export async function undoUnknown(shop: Shop, orderId: string): Promise<void> {
  const isNew = await takeNote(shop.databases.orders, orderId, 'charge', 'unknown')
  if (isNew) await goOn(shop, orderId)
}
