import type { Deliveries } from '@lab/conductor/deliveries'
import type { Shop } from '../open-shop.ts'
import { answerOnce } from './answer-once.ts'
import { effects as everyday } from './effects.ts'
import type { Effects } from './effects.ts'

/** Inventory, payment and shipping: read commands, send replies. */
export function serve(
  shop: Shop,
  read: Deliveries['drain'] = shop.commands.consume,
  effects: Effects = everyday,
): Promise<unknown> {
  return read(async ({ key, value }) => {
    const [orderId, command] = [String(key), String(value)]
    const outcome = await answerOnce(shop.databases, effects, orderId, command)
    await shop.send('replies', orderId, `${command}: ${outcome}`)
  })
}
