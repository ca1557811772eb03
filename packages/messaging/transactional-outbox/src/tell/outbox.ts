// The event is a row of the order's own transaction. A relay publishes it afterwards, and again if
// it dies before it has noted that. Costs a row, a relay, and events that come twice.
import { inTransaction } from '@lab/servers/in-transaction'
import { relayOneByOne } from '../relay/relay-one-by-one.ts'
import { insertOrder } from './place-order.ts'
import type { PlaceOrder } from './place-order.ts'

export const insertEvent = 'insert into outbox (order_id, type) values ($1, $2)'

export const outbox: PlaceOrder = {
  place: ({ pool }, order) =>
    inTransaction(pool, async (client) => {
      await client.query(insertOrder, [order])
      await client.query(insertEvent, [order, 'placed'])
    }),
  relay: relayOneByOne,
}
