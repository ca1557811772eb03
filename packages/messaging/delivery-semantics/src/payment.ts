import type { KafkaMessage, Message } from 'kafkajs'
import type { Pool } from 'pg'

export interface Payment {
  /** Given by the producer before it sent the payment: the same in every delivery. */
  id: string
  account: string
  amount: number
}

/** What a consumer does in PostgreSQL with a payment that is delivered. */
export type Charge = (pool: Pool, payment: Payment) => Promise<unknown>

/** The payment that every scene sends. */
export const payment: Payment = { id: 'payment-1', account: 'alice', amount: 10 }

export function toMessage({ id, ...rest }: Payment): Message {
  return { key: id, value: JSON.stringify(rest) }
}

export function toPayment({ key, value }: KafkaMessage): Payment {
  return { id: String(key), ...(JSON.parse(String(value)) as Omit<Payment, 'id'>) }
}
