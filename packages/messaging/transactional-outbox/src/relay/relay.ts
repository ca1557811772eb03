import type { Shop } from '../open-shop.ts'

/** Publishes the events that it finds, once through. */
export type Relay = (shop: Shop) => Promise<void>

export interface OutboxRow {
  id: number
  order_id: string
  type: string
}

export async function publish(
  { producer, topic }: Shop,
  rows: readonly OutboxRow[],
): Promise<void> {
  if (rows.length === 0) return
  const messages = rows.map(({ id, order_id: key, type: value }) => ({
    key,
    value,
    headers: { event: String(id) },
  }))
  await producer.send({ topic, messages })
}
