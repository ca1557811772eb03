// Sends the event, then commits the order. BREAKS: a process that dies in between has told of an
// order that does not exist.
import { insertOrder } from './place-order.ts'
import type { PlaceOrder } from './place-order.ts'

export const publishThenWrite: PlaceOrder = {
  async place({ pool, producer, topic }, order) {
    await producer.send({ topic, messages: [{ key: order, value: 'placed' }] })
    await pool.query(insertOrder, [order])
  },
}
