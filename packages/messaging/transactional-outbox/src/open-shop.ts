import { readFile } from 'node:fs/promises'
import { watch } from '@lab/conductor'
import { deliveries } from '@lab/conductor/deliveries'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { kafka } from '@lab/servers/kafka'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'

const schema = new URL('../schema.sql', import.meta.url)

/** Opens a database and a topic of their own. */
export function openShop() {
  return openWith(() => postgres({ schema }))
}

/**
 * The same on a server on which nobody else has a transaction open, not even autovacuum, and whose
 * log can be decoded.
 */
export function openShopAlone() {
  return openWith(async () => {
    const server = await dedicatedPostgres({
      settings: { wal_level: 'logical', autovacuum: 'off' },
    })
    await server.pool({ max: 1 }).query(await readFile(schema, 'utf8'))
    return server
  })
}

async function openWith<Database extends AsyncDisposable & { pool(): Pool }>(
  openDatabase: () => Promise<Database>,
) {
  const [db, bus] = await Promise.all([openDatabase(), kafka()])
  const topic = await bus.topic('orders')
  const group = await deliveries(bus.client(), { topic, groupId: bus.groupId('billing') })
  const [producer, plainProducer] = [bus.client().producer(), bus.client().producer()]
  await Promise.all([producer.connect(), plainProducer.connect()])
  return {
    db,
    bus,
    /** What the conductor sees. */
    shop: { pool: watch(db.pool()), producer: watch(producer), topic },
    // Outside of a race a watched producer sends at once, and waits until readers have the record.
    plain: { pool: db.pool(), producer: watch(plainProducer), topic },
    group,
    async [Symbol.asyncDispose]() {
      await group[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Opened = Omit<Awaited<ReturnType<typeof openShop>>, 'db'>

/** What a process of the shop works with. */
export type Shop = Opened['shop']

/** Nothing is ordered, and the topic is empty. */
export async function emptyShop({ plain, group }: Opened): Promise<void> {
  await plain.pool.query(`delete from orders; delete from outbox; delete from inbox;
    delete from relay_position; insert into relay_position values (0);
    delete from relay_place; insert into relay_place values ('0', 0);
    select setval('outbox_id_seq', 1, false)`)
  await group.begin()
}
