// Sends the same command again: the service gives the same reply.
// Costs more waiting. It fits when the service will reply at some time.
import type { Shop } from '../open-shop.ts'

export async function askAgain(shop: Shop, orderId: string): Promise<void> {
  await shop.send('commands', orderId, 'charge')
}
