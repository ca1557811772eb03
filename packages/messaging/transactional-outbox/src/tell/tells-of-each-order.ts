import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { emptyShop } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { readEvents } from '../read-events.ts'
import type { PlaceOrder } from './place-order.ts'

/**
 * The contract: wherever the process dies, there is an event for each order and an order for each
 * event. An event may come twice.
 */
export function tellsOfEachOrder(opened: Opened, { place, relay }: PlaceOrder): Race {
  const { shop, plain } = opened
  return conduct({
    setup: () => emptyShop(opened),
    actors: {
      shop: crashable(async () => {
        await place(shop, 'order-1')
        await relay?.(shop)
      }),
    },
    async invariant() {
      // The relay is started again.
      await relay?.(plain)
      const events = await readEvents(opened)
      const { rows } = await plain.pool.query('select id from orders')
      const stored = rows.length > 0
      const told = events.length > 0
      if (stored === told) return undefined
      return stored
        ? 'the order is stored, and no event tells of it'
        : 'an event tells of an order that is not stored'
    },
  })
}
