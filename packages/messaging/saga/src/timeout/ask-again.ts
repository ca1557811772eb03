// Asks again, as the same command: the service answers as before.
// Costs more waiting. It fits when the service will answer some day.
import type { Shop } from '../open-shop.ts'

export async function askAgain(shop: Shop, orderId: string): Promise<void> {
  await shop.send('commands', orderId, 'charge')
}
