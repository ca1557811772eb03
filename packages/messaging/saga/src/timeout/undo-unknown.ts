// Writes down that the outcome is unknown, and undoes this step too.
// Costs an undo that may find nothing to undo, and a log with one place for the outcome: the first
// entry decides.
import type { Shop } from '../open-shop.ts'
import { goOn } from '../order/orchestrated.ts'
import { takeNote } from '../saga/saga-log.ts'

export async function undoUnknown(shop: Shop, orderId: string): Promise<void> {
  const isNew = await takeNote(shop.databases.orders, orderId, 'charge', 'unknown')
  if (isNew) await goOn(shop, orderId)
}
