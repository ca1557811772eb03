// Logs the error and goes on. BREAKS: the offset is committed, and the message is in no system any
// more from which somebody could process it.
import { processOrder } from '../process-order.ts'
import type { Handle } from './handler.ts'

export const logAndSkip: Handle = async ({ bank, failures }, order) => {
  try {
    await processOrder(bank, order, failures)
  } catch {
    // The line of the log is gone with the log.
  }
}
