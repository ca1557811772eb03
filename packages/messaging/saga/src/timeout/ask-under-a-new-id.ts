// Sends the command again under a new id.
// Breaks: the service cannot see that the two are one.
import type { Shop } from '../open-shop.ts'

export async function askUnderANewId(shop: Shop, orderId: string): Promise<void> {
  await shop.send('commands', orderId, 'charge 2')
}
