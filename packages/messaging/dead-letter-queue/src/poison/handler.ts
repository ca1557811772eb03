import type { Bank } from '../open-bank.ts'
import type { Failures, Order } from '../process-order.ts'

export interface Tools {
  bank: Bank
  failures: Failures
}

/** One way to handle a delivery. When it throws, the offset is not committed. */
export type Handle = (
  tools: Tools,
  order: Order,
  /** Headers that a dead letter keeps. */
  kept?: Record<string, string>,
) => Promise<void>
