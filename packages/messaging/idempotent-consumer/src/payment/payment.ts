import type { KafkaMessage, Message } from 'kafkajs'
import type { Pool } from 'pg'

export interface Payment {
  /** Given by whoever made the payment, before it was sent: the same in every delivery. */
  id: string
  account: string
  amount: number
}

/** A payment at its place in the log. */
export interface Delivered extends Payment {
  offset: string
}

/** Where a batch was read. */
export interface Source {
  topic: string
  partition: number
}

export type Answer = 'charged' | 'seen before'

/** One way to take a payment from its account, for one delivery. */
export type Charge = (pool: Pool, payment: Payment) => Promise<Answer>

/** One way to take several payments that were delivered together. */
export type ChargeBatch = (
  pool: Pool,
  payments: readonly Delivered[],
  source: Source,
) => Promise<unknown>

export function toMessage({ id, ...rest }: Payment): Message {
  return { key: id, value: JSON.stringify(rest) }
}

export function toPayment({ key, value }: KafkaMessage): Payment {
  return { id: String(key), ...(JSON.parse(String(value)) as Omit<Payment, 'id'>) }
}

export function toDelivered(message: KafkaMessage): Delivered {
  return { ...toPayment(message), offset: message.offset }
}
