// Sends the event before the commit, so that a failed send rolls the order back.
// BREAKS: a process that dies before the commit has told of an order that is rolled back.
import { inTransaction } from '@lab/servers/in-transaction'
import { insertOrder } from './place-order.ts'
import type { PlaceOrder } from './place-order.ts'

export const publishInTransaction: PlaceOrder = {
  place: ({ pool, producer, topic }, order) =>
    inTransaction(pool, async (client) => {
      await client.query(insertOrder, [order])
      await producer.send({ topic, messages: [{ key: order, value: 'placed' }] })
    }),
}
