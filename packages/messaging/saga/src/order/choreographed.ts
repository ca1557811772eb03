// No orchestrator: each service hears events, does its part, and tells what happened. Its effect
// and its event are written in one transaction; a relay sends the events to Kafka, at least once.
// Costs the overview: no table says where an order is, and no file shows the whole flow.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Deliveries } from '@lab/conductor/deliveries'
import type { PoolClient } from 'pg'
import type { Databases, Shop } from '../open-shop.ts'
import { effects, ownerOf } from '../services/effects.ts'
import type { CommandName } from '../services/effects.ts'

/** What each service does when it receives an event, and the event that it sends then. */
const reactions: Record<string, { does: CommandName; tells: string; otherwise?: string }> = {
  ordered: { does: 'reserve', tells: 'reserved', otherwise: 'out of stock' },
  reserved: { does: 'charge', tells: 'charged', otherwise: 'declined' },
  charged: { does: 'ship', tells: 'shipped', otherwise: 'undeliverable' },
  undeliverable: { does: 'refund', tells: 'refunded' },
  declined: { does: 'release', tells: 'released' },
  refunded: { does: 'release', tells: 'released' },
}

const ends: Record<string, string> = {
  shipped: 'complete',
  released: 'compensated',
  'out of stock': 'compensated',
}

/** All services and their relays: first sends what was not sent, then hears events. */
export async function choreographed(shop: Shop, read: Deliveries['drain']): Promise<unknown> {
  for (const owner of ['orders', 'inventory', 'payment', 'shipping'] as const) {
    await relay(shop, owner)
  }
  return read(async ({ key, value }) => {
    const owner = await react(shop.databases, String(key), String(value))
    await relay(shop, owner)
  })
}

async function react(
  databases: Databases,
  orderId: string,
  event: string,
): Promise<keyof Databases> {
  const reaction = reactions[event]
  const owner = reaction === undefined ? 'orders' : ownerOf[reaction.does]
  await inTransaction(databases[owner], async (client) => {
    const { rowCount } = await client.query(
      'insert into inbox (id) values ($1) on conflict do nothing',
      [`${orderId} ${event}`],
    )
    if (rowCount === 0) return
    if (reaction === undefined) {
      await client.query('update orders set status = $2 where id = $1', [orderId, ends[event]])
      return
    }
    const happened = await effects[reaction.does](client, orderId)
    await tell(client, orderId, happened ? reaction.tells : reaction.otherwise!)
  })
  return owner
}

/** Writes an event where the effect is written. */
async function tell(client: PoolClient, orderId: string, event: string): Promise<void> {
  await client.query('insert into outbox (order_id, event) values ($1, $2)', [orderId, event])
}

/** Sends what stands in an outbox, then deletes it. Dying in between sends it again. */
async function relay({ databases, send }: Shop, owner: keyof Databases): Promise<void> {
  const outbox = databases[owner]
  const { rows } = await outbox.query('select order_id, event from outbox order by 1, 2')
  for (const { order_id: orderId, event } of rows) {
    await send('events', orderId, event)
    await outbox.query('delete from outbox where order_id = $1 and event = $2', [orderId, event])
  }
}
