import { turn } from '@lab/conductor'
import type { KafkaMessage } from 'kafkajs'
import type { Bank } from './open-bank.ts'

/** A message: its key is the account, its header `id` is the same in every delivery. */
export interface Order {
  id: string
  account: string
  text: string
}

export function toOrder({ key, value, headers }: KafkaMessage): Order {
  return { id: String(headers!['id']), account: String(key), text: String(value) }
}

export function toMessage({ id, account, text }: Order, headers: Record<string, string> = {}) {
  return { key: account, value: text, headers: { id, ...headers } }
}

/** Says which orders fail: some for ever, some as often as it is told. */
export interface Failures {
  /** @throws {Error} If this order cannot be processed now; that is a step of its own. */
  check(order: Order): Promise<void>
}

/** Enters an order into the books, once whatever the number of deliveries. */
export async function processOrder(
  { pool }: Bank,
  order: Order,
  failures: Failures,
): Promise<void> {
  await failures.check(order)
  await pool.query(
    `insert into entries (message_id, account, text) values ($1, $2, $3)
     on conflict (message_id) do nothing`,
    [order.id, order.account, order.text],
  )
}

/** @param times How often each of these fails; Infinity for ever. */
export function failing(times: Record<string, number>): Failures & { reset(): void } {
  let left = { ...times }
  return {
    async check({ id, text }) {
      const more = left[id] ?? 0
      if (more === 0) return
      await turn(`cannot read "${text}"`)
      left[id] = more - 1
      throw new Error(`cannot read "${text}"`)
    },
    reset: () => void (left = { ...times }),
  }
}
