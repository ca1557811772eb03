// Fails: publishes an event whose transaction commits late
// By id: a row that commits after a later one is never asked for.
import type { Producer } from 'kafkajs'
import type { Pool } from 'pg'

export async function relay(pool: Pool, producer: Producer, topic: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Ends with the transaction, also when this process dies.
    const lock = await client.query('select pg_try_advisory_xact_lock(17) as got')
    const { rows } = lock.rows[0].got
      ? await client.query(
          `select id, order_id, type from outbox
           where id > (select last_id from relay_position) order by id limit 100`,
        )
      : { rows: [] }
    if (rows.length > 0) {
      const messages = rows.map(({ id, order_id, type }) => ({
        key: order_id,
        value: type,
        headers: { event: String(id) },
      }))
      await producer.send({ topic, messages })
      const ids = rows.map(({ id }) => id)
      await client.query('update relay_position set last_id = $1', [Math.max(...ids)])
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
