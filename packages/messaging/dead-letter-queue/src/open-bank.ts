import { watch } from '@lab/conductor'
import { deliveries } from '@lab/conductor/deliveries'
import { kafka } from '@lab/servers/kafka'
import { postgres } from '@lab/servers/postgres'

/** Opens a database, and the topics `orders`, `retries` and `dead-letters`, with a reader each. */
export async function openBank() {
  const schema = new URL('../schema.sql', import.meta.url)
  const [db, bus] = await Promise.all([postgres({ schema }), kafka()])
  const open = async (name: string) => {
    const topic = await bus.topic(name)
    return { topic, group: await deliveries(bus.client(), { topic, groupId: bus.groupId(name) }) }
  }
  const [orders, retries, dead] = [
    await open('orders'),
    await open('retries'),
    await open('dead-letters'),
  ]
  const producer = bus.client().producer()
  await producer.connect()
  return {
    db,
    bus,
    orders: orders.group,
    retries: retries.group,
    dead: dead.group,
    /** What a consumer works with. */
    bank: {
      pool: watch(db.pool()),
      producer: watch(producer),
      topics: { orders: orders.topic, retries: retries.topic, dead: dead.topic },
    },
    plain: db.pool(),
    async [Symbol.asyncDispose]() {
      for (const { group } of [orders, retries, dead]) await group[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Opened = Awaited<ReturnType<typeof openBank>>
export type Bank = Opened['bank']
