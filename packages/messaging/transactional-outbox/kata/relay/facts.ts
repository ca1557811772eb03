import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Producer } from 'kafkajs'
import type { Pool } from 'pg'
import { emptyShop, openShop, publishesInOrder, readEvents } from '../../src/index.ts'
import type { Opened, Relay } from '../../src/index.ts'

export type RelayBatch = (pool: Pool, producer: Producer, topic: string) => Promise<number>

export const facts = defineFacts<RelayBatch, Opened>({
  answer: 'relay',
  open: openShop,
  facts: {
    'publishes an event whose transaction commits late': (answer, opened) => {
      const { shop, plain } = opened
      const relay = relayOf(answer)
      return conduct({
        async setup() {
          await emptyShop(opened)
          // Two events are committed. A third one, whose id is between theirs, comes while the relay runs.
          await plain.pool.query(`
            insert into outbox (id, order_id, type) overriding system value
              values (1, 'order-1', 'placed'), (3, 'order-1', 'shipped');
            select setval('outbox_id_seq', 2, false)`)
        },
        actors: {
          alice: () =>
            inTransaction(shop.pool, async (client) => {
              await client.query(insertion, ['order-1', 'paid'])
            }),
          relay: () => relay(shop),
        },
        async invariant() {
          await relay(plain)
          const told = new Set((await readEvents(opened)).map(({ type }) => type))
          return told.size === 3
            ? undefined
            : `placed, paid and shipped are committed, and it publishes ${[...told].join(' and ') || 'none'}`
        },
      })
    },

    'publishes every event, wherever it dies': (answer, opened) => {
      const { shop, plain } = opened
      const relay = relayOf(answer)
      return conduct({
        async setup() {
          await emptyShop(opened)
          await insert(opened, ['order-1', 'placed'], ['order-2', 'placed'])
        },
        actors: { relay: crashable(() => relay(shop)) },
        async invariant() {
          await relay(plain)
          const told = new Set((await readEvents(opened)).map(({ order }) => order))
          const missing = ['order-1', 'order-2'].filter((order) => !told.has(order))
          return missing.length === 0 ? undefined : `no event tells of ${missing.join(' and ')}`
        },
      })
    },

    'publishes each event once and in order, when two run at the same time': (answer, opened) => [
      publishesInOrder(opened, relayOf(answer)),
      { race: publishesALaterEventLater(opened, relayOf(answer)), explore: { preemptions: 1 } },
    ],

    'leaves the events to the next call, when Kafka takes none': async (answer, opened) => {
      await emptyShop(opened)
      await insert(opened, ['order-1', 'placed'])
      const { plain } = opened
      const failed = await answer(plain.pool, producerWithoutKafka(opened), plain.topic).then(
        () => false,
        () => true,
      )
      if (!failed) return 'Kafka has taken nothing, and it does not throw'
      await answer(plain.pool, plain.producer, plain.topic)
      return (await readEvents(opened)).length === 1
        ? undefined
        : 'Kafka has taken nothing, and the next call does not publish the event'
    },

    'lets another process go on, after an error and after a success': async (answer, opened) => {
      const { shop, plain } = opened
      await emptyShop(opened)
      await insert(opened, ['order-1', 'placed'])
      // Whether it throws, and what becomes of the first event, the others say.
      await answer(plain.pool, producerWithoutKafka(opened), plain.topic).catch(() => {})
      const { totalCount, idleCount } = plain.pool
      if (idleCount < totalCount)
        return 'Kafka has taken nothing, and it keeps a client of the pool'
      for (const [order, pool] of [
        ['order-2', shop.pool],
        ['order-3', plain.pool],
      ] as const) {
        await insert(opened, [order, 'placed'])
        await answer(pool, plain.producer, plain.topic)
        if ((await readEvents(opened)).every((event) => event.order !== order))
          return `another process runs afterwards, and does not publish ${order}`
      }
      return undefined
    },

    'gives an event its key, its type and its id': async (answer, opened) => {
      await emptyShop(opened)
      await insert(opened, ['order-1', 'placed'], ['order 2', 'paid'])
      await answer(opened.plain.pool, opened.plain.producer, opened.plain.topic)
      const events = (await readEvents(opened)).toSorted((one, other) => one.id - other.id)
      const found = events.map(({ id, order, type }) => `${id} ${order} ${type}`).join(', ')
      // How many there are, and in which order, the others say.
      const expected = ['1 order-1 placed', '2 order 2 paid']
      if (events.length === 0 || expected.every((text) => found.includes(text))) return undefined
      return `expected ${expected.join(', ')}, received ${found}`
    },

    'returns how many events it has published': async (answer, opened) => {
      const { pool, producer, topic } = opened.plain
      await emptyShop(opened)
      await pool.query(`insert into outbox (order_id, type)
        select 'order-' || n, 'placed' from generate_series(1, 130) as n`)
      for (let call = 1; call <= 3; call++) {
        const returned = await answer(pool, producer, topic)
        // Which ones the other facts say.
        const published = (await readEvents(opened)).length
        if (returned === published) continue
        return `130 events are there: call ${call} publishes ${published}, and returns ${returned}`
      }
      return undefined
    },

    'takes the oldest 100 at a time': async (answer, opened) => {
      const { pool, producer, topic } = opened.plain
      await emptyShop(opened)
      await pool.query(
        `insert into outbox (order_id, type) select 'order-' || n, 'placed' from generate_series(1, 250) as n`,
      )
      // The rows lie in another order than that of their ids.
      await pool.query('update outbox set type = type where id <= 100')
      await answer(pool, producer, topic)
      const ids = (await readEvents(opened)).map(({ order }) => Number(order.slice(6)))
      if (ids.length === 100 && Math.max(...ids) === 100) return undefined
      return `250 events are there, and it publishes ${ids.length}, the latest of them number ${Math.max(0, ...ids)}`
    },
  },
})

/** While one relay has the first event of an order, the second one comes, and then another relay. */
function publishesALaterEventLater(opened: Opened, relay: Relay): Race {
  const { shop, plain } = opened
  return conduct({
    async setup() {
      await emptyShop(opened)
      await insert(opened, ['order-1', 'placed'])
    },
    actors: {
      one: () => relay(shop),
      async other() {
        await shop.pool.query(insertion, ['order-1', 'paid'])
        await relay(shop)
      },
    },
    async invariant() {
      await relay(plain)
      const types = (await readEvents(opened)).map(({ type }) => type).join(', ')
      // Whether one is missing the others say.
      return ['placed, paid', 'placed', 'paid', ''].includes(types)
        ? undefined
        : `the topic has ${types}`
    },
  })
}

/** Of a broker that is away: it also fails to connect. */
function producerWithoutKafka({ bus }: Opened): Producer {
  return bus.client({ brokers: ['127.0.0.1:1'], retry: { retries: 0 } }).producer()
}

const insertion = 'insert into outbox (order_id, type) values ($1, $2)'

function relayOf(answer: RelayBatch): Relay {
  return async ({ pool, producer, topic }) => void (await answer(pool, producer, topic))
}

async function insert(
  { plain }: Opened,
  ...events: [order: string, type: string][]
): Promise<void> {
  for (const event of events) {
    await plain.pool.query(insertion, event)
  }
}
