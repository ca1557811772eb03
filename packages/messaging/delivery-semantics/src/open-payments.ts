import { kafka } from '@lab/servers/kafka'
import { postgres } from '@lab/servers/postgres'

/** Opens a database for the accounts, and Kafka for the payments. */
export async function openPayments() {
  const schema = new URL('../schema.sql', import.meta.url)
  const [db, bus] = await Promise.all([postgres({ schema }), kafka()])
  let places = 0
  return {
    db,
    bus,
    pool: db.pool(),
    /** Opens a topic, and names a group, that no earlier scene has used. */
    async openPlace(name: string, { partitions = 1 } = {}) {
      const place = `${name}-${++places}`
      return { topic: await bus.topic(place, { partitions }), groupId: bus.groupId(place) }
    },
    async [Symbol.asyncDispose]() {
      await bus[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Payments = Awaited<ReturnType<typeof openPayments>>
