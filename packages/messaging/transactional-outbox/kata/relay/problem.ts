import type { Producer } from 'kafkajs'
import type { Pool } from 'pg'

export async function relay(pool: Pool, producer: Producer, topic: string): Promise<number> {
  const { rows } = await pool.query(
    `select id, order_id, type from outbox
     where id > (select last_id from relay_position) order by id limit 100`,
  )
  if (rows.length === 0) return 0
  const messages = rows.map(({ id, order_id, type }) => ({
    key: order_id,
    value: type,
    headers: { event: String(id) },
  }))
  await producer.send({ topic, messages })
  await pool.query('update relay_position set last_id = $1', [rows.at(-1).id])
  return rows.length
}
