// Tries three times, then sends the message to another topic, with the reason, and goes on.
// Costs a person who looks into that topic. A crash before the offset is committed sends it twice.
import { processOrder, toMessage } from '../process-order.ts'
import type { Handle } from './handler.ts'

const tries = 3

export const deadLetter: Handle = async ({ bank, failures }, order, kept = {}) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await processOrder(bank, order, failures)
    } catch (error) {
      if (attempt < tries) continue
      const headers = {
        ...kept,
        reason: (error as Error).message,
        attempts: String(attempt),
        topic: 'orders',
      }
      await bank.producer.send({
        topic: bank.topics.dead,
        messages: [toMessage(order, headers)],
      })
      return
    }
  }
}
