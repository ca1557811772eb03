import { watch } from '@lab/conductor'
import { deliveries } from '@lab/conductor/deliveries'
import { kafka } from '@lab/servers/kafka'
import { postgres } from '@lab/servers/postgres'

/** Opens a database and a topic: the conductor sees what `pool` does, and not what `plain` does. */
export async function openPayments() {
  const schema = new URL('../schema.sql', import.meta.url)
  const [db, bus] = await Promise.all([postgres({ schema }), kafka()])
  const topic = await bus.topic('payments')
  const place = { topic, groupId: bus.groupId('billing') }
  const group = await deliveries(bus.client(), place)
  const anotherPool = () => watch(db.pool())
  return {
    pool: anotherPool(),
    plain: db.pool(),
    anotherPool,
    db,
    bus,
    group,
    async [Symbol.asyncDispose]() {
      await group[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Payments = Awaited<ReturnType<typeof openPayments>>
