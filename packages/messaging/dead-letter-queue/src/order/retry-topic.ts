// Sends what fails to another topic, whose consumer tries again later, and reads on.
// BREAKS the order: the next message of the same account is processed before the one that failed.
import { processOrder, toMessage } from '../process-order.ts'
import type { Retry } from './retry.ts'

export const retryTopic: Retry = {
  async consume({ bank, failures }, order) {
    try {
      await processOrder(bank, order, failures)
    } catch {
      await bank.producer.send({ topic: bank.topics.retries, messages: [toMessage(order)] })
    }
  },
  retry: ({ bank, failures }, order) => processOrder(bank, order, failures),
}
