// Commits the order, then sends the event. BREAKS: a process that dies in between has an order of
// which nobody hears.
import { insertOrder } from './place-order.ts'
import type { PlaceOrder } from './place-order.ts'

export const writeThenPublish: PlaceOrder = {
  async place({ pool, producer, topic }, order) {
    await pool.query(insertOrder, [order])
    await producer.send({ topic, messages: [{ key: order, value: 'placed' }] })
  },
}
