import type { Pool } from 'pg'
import type { Transaction } from '../stream/open-stream.ts'

/** What the warehouse's process works with. */
export interface Consumer {
  pool: Pool
  /** Tells the slot that everything up to here is done: it never sends that again. */
  confirm(lsn: string): Promise<void>
}

/** One way to count the paid orders of a transaction, and to confirm it. */
export type Handle = (consumer: Consumer, transaction: Transaction) => Promise<void>

export const add = 'update paid_orders set orders = orders + $1'

export function paidIn({ changes }: Transaction): number {
  return changes.filter((change) => change.tag === 'update' && change.new['status'] === 'paid')
    .length
}
