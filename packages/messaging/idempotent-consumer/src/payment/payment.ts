import type { KafkaMessage, Message } from 'kafkajs'
import type { Pool } from 'pg'

export interface Payment {
  /** Given by the producer before it sent the payment: the same in every delivery. */
  id: string
  account: string
  amount: number
}

/** What a delivery of a payment did; it was `seen before` when an earlier delivery had charged it. */
export type Outcome = 'charged' | 'seen before'

/** One way to charge a payment, for one delivery. */
export type Charge = (pool: Pool, payment: Payment) => Promise<Outcome>

export function toMessage({ id, ...rest }: Payment): Message {
  return { key: id, value: JSON.stringify(rest) }
}

export function toPayment({ key, value }: KafkaMessage): Payment {
  return { id: String(key), ...(JSON.parse(String(value)) as Omit<Payment, 'id'>) }
}
