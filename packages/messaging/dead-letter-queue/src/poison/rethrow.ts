// Lets the error out: the offset is not committed, and the message is delivered again.
// BREAKS: a message that fails for ever stops its partition, and whatever is behind it.
import { processOrder } from '../process-order.ts'
import type { Handle } from './handler.ts'

export const rethrow: Handle = ({ bank, failures }, order) => processOrder(bank, order, failures)
