// Fails: publishes each event once and in order, when two run at the same time
// Shares rows out one by one: another relay publishes a later event of the same order first.
import type { Producer } from 'kafkajs'
import type { Pool } from 'pg'

export async function relay(pool: Pool, producer: Producer, topic: string): Promise<number> {
  for (let published = 0; ; published++) {
    if (published === 100) return published
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query(
        `select id, order_id, type from outbox where published_at is null
         order by id limit 1 for update skip locked`,
      )
      for (const { id, order_id, type } of rows) {
        const headers = { event: String(id) }
        await producer.send({ topic, messages: [{ key: order_id, value: type, headers }] })
        await client.query('update outbox set published_at = now() where id = $1', [id])
      }
      await client.query('commit')
      if (rows.length === 0) return published
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
}
