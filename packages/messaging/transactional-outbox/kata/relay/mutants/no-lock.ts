// Fails: publishes each event once and in order, when two run at the same time
// Two relays find the same rows.
import type { Producer } from 'kafkajs'
import type { Pool } from 'pg'

export async function relay(pool: Pool, producer: Producer, topic: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query(
      `select id, order_id, type from outbox
       where published_at is null order by id limit 100`,
    )
    if (rows.length > 0) {
      const messages = rows.map(({ id, order_id, type }) => ({
        key: order_id,
        value: type,
        headers: { event: String(id) },
      }))
      await producer.send({ topic, messages })
      const ids = rows.map(({ id }) => id)
      await client.query('update outbox set published_at = now() where id = any($1)', [ids])
    }
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
