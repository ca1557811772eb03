import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { inTransaction } from '@lab/servers/in-transaction'
import { emptyShop } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { readEvents } from '../read-events.ts'
import { insertEvent } from '../tell/outbox.ts'
import type { Relay } from './relay.ts'

/** The contract: Bob orders and wakes the relay while Alice orders, and no event is missed for ever. */
export function publishesLateCommits(opened: Opened, relay: Relay): Race {
  const { shop, plain } = opened
  const place = (order: string) => () =>
    inTransaction(shop.pool, async (client) => {
      await client.query(insertEvent, [order, 'placed'])
    })
  return conduct({
    setup: () => emptyShop(opened),
    actors: {
      alice: place('order-a'),
      async bob() {
        await place('order-b')()
        await relay(shop)
      },
    },
    async invariant() {
      await relay(plain)
      const told = new Set((await readEvents(opened)).map(({ order }) => order))
      const missing = ['order-a', 'order-b'].filter((order) => !told.has(order))
      return missing.length === 0 ? undefined : `no event tells of ${missing.join(' and ')}`
    },
  })
}

/** The contract: two relays publish the events of one order once each, and in their order. */
export function publishesInOrder(opened: Opened, relay: Relay): Race {
  const { shop, plain } = opened
  return conduct({
    async setup() {
      await emptyShop(opened)
      await plain.pool.query(insertEvent, ['order-1', 'placed'])
      await plain.pool.query(insertEvent, ['order-1', 'paid'])
    },
    actors: { one: () => relay(shop), other: () => relay(shop) },
    async invariant() {
      // A relay may publish one event at a time.
      await relay(plain)
      await relay(plain)
      const types = (await readEvents(opened)).map(({ type }) => type).join(', ')
      return types === 'placed, paid' ? undefined : `the topic has ${types}`
    },
  })
}

/** The contract: wherever the relay dies and starts again, the consumer handles an event once. */
export function handlesEachEventOnce(
  opened: Opened,
  relay: Relay,
  handle: (opened: Opened) => Promise<string[]>,
): Race {
  const { shop, plain } = opened
  const work = () => relay(shop)
  return conduct({
    async setup() {
      await emptyShop(opened)
      await plain.pool.query(insertEvent, ['order-1', 'placed'])
    },
    actors: { relay: crashable(work, { restart: work }) },
    async invariant() {
      const handled = await handle(opened)
      return handled.length === 1 ? undefined : `the consumer handles ${handled.length} events`
    },
  })
}
