// Fails: publishes each event once and in order, when two run at the same time
// Skips what the other relay holds, and takes an event of the same order that came after it.
import type { Producer } from 'kafkajs'
import type { Pool } from 'pg'

export async function relay(pool: Pool, producer: Producer, topic: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query(
      `select id, order_id, type from outbox
           where published_at is null order by id limit 100
           for update skip locked`,
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
