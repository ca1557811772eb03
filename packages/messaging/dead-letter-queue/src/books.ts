import type { KafkaMessage } from 'kafkajs'
import type { Opened } from './open-bank.ts'
import { toMessage } from './process-order.ts'
import type { Order } from './process-order.ts'

/** Empties the bank and the topics, and sends these orders. */
export async function beginWithOrders(opened: Opened, orders: readonly Order[]): Promise<void> {
  await opened.plain.query(
    `delete from entries; delete from parked; select setval('entries_position_seq', 1, false)`,
  )
  await opened.retries.begin()
  await opened.dead.begin()
  await opened.orders.begin(orders.map((order) => toMessage(order)))
}

/** What was done, in the order in which it was done. */
export async function entriesOf({ plain }: Opened): Promise<string[]> {
  const { rows } = await plain.query('select message_id from entries order by position')
  return rows.map((row) => row.message_id as string)
}

export interface DeadLetter {
  id: string
  reason: string
  attempts: number
}

export async function deadLettersOf({ dead }: Opened): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = []
  await dead.drain(async ({ headers }: KafkaMessage) => {
    letters.push({
      id: String(headers!['id']),
      reason: String(headers!['reason']),
      attempts: Number(headers!['attempts']),
    })
  })
  return letters
}
