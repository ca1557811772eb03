import type { Tools } from '../poison/handler.ts'
import type { Order } from '../process-order.ts'

/** One way to retry what fails now and then: what the consumer of `orders` does, and that of `retries`. */
export interface Retry {
  consume(tools: Tools, order: Order): Promise<void>
  retry(tools: Tools, order: Order): Promise<void>
}
