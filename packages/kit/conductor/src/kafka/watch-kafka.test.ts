import { kafka } from '@lab/servers/kafka'
import { afterAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { deliveries } from './deliveries.ts'
import { describeMoment } from '../describe-moment.ts'
import { watch } from '../watch.ts'

const bus = await kafka()
const topic = await bus.topic('orders')
const groupId = bus.groupId('billing')
const orders = await deliveries(bus.client(), { topic, groupId })
afterAll(async () => {
  await orders[Symbol.asyncDispose]()
  await bus[Symbol.asyncDispose]()
})

const one = [{ key: 'order-1', value: 'charge 10' }]

describe('watchProducer', () => {
  it('sends a batch to two topics as one step, and all their readers have it then', async () => {
    const stockTopic = await bus.topic('stock')
    const place = { topic: stockTopic, groupId: bus.groupId('stock') }
    const [stock, audit, closed] = [
      await deliveries(bus.client(), place),
      await deliveries(bus.client(), { ...place, groupId: bus.groupId('audit') }),
      await deliveries(bus.client(), { ...place, groupId: bus.groupId('closed') }),
    ]
    // No actor waits for a reader that is gone.
    await closed[Symbol.asyncDispose]()
    const producer = watch(bus.client().producer())
    await producer.connect()
    const many = Array.from({ length: 1_000 }, (_, index) => ({ value: `lamp ${index}` }))
    const sizes: Record<string, number> = {}
    const race = conduct({
      setup: () => Promise.all([orders.begin(), stock.begin(), audit.begin()]),
      actors: {
        shop: async () =>
          void (await producer.sendBatch({
            topicMessages: [
              { topic, messages: one },
              { topic: stockTopic, messages: many },
            ],
          })),
        readers: async () => {
          for (const [name, group] of Object.entries({ orders, stock, audit })) {
            await group.drainBatches(async (batch) => (sizes[name] = batch.length))
          }
        },
      },
    })
    const { moments } = await race.replay('shop')
    expect(sizes).toEqual({ orders: 1, stock: 1_000, audit: 1_000 })
    expect(moments.filter(({ actor }) => actor === 'shop').map(({ type }) => type)).toEqual([
      'step',
      'finished',
    ])
    await producer.disconnect()
    await stock[Symbol.asyncDispose]()
    await audit[Symbol.asyncDispose]()
  })

  it('gives the records of a transaction once it commits', async () => {
    const producer = watch(
      bus.client().producer({
        transactionalId: bus.groupId('shop'),
        maxInFlightRequests: 1,
        idempotent: true,
      }),
    )
    await producer.connect()
    const race = conduct({
      setup: () => orders.begin(),
      actors: {
        shop: async () => {
          const transaction = await producer.transaction()
          await transaction.send({ topic, messages: one })
          await transaction.commit()
        },
        billing: () => orders.consume(async () => {}),
      },
    })
    const { moments } = await race.replay('billing shop×3 billing')
    const story = moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)
    expect(story.slice(2, 7)).toEqual([
      'shop: begin transaction',
      'shop: send orders order-1 charge 10',
      'shop: commit transaction',
      'shop: ends',
      'billing: the next record of orders  … goes on',
    ])
  })

  it('takes an abort for a step, and gives its records to no reader', async () => {
    const producer = watch(
      bus.client().producer({
        transactionalId: bus.groupId('abort'),
        maxInFlightRequests: 1,
        idempotent: true,
      }),
    )
    await producer.connect()
    const race = conduct({
      setup: () => orders.begin(),
      actors: {
        shop: async () => {
          const transaction = await producer.transaction()
          await transaction.send({ topic, messages: one })
          await transaction.abort()
        },
        billing: () => orders.drain(async () => {}),
      },
    })
    const { moments } = await race.replay('shop×3 billing')
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)).toEqual([
      'shop: begin transaction',
      'shop: send orders order-1 charge 10',
      'shop: abort transaction',
      'shop: ends',
      'billing: join the group of orders',
      'billing: ends with "drained"',
    ])
    await producer.disconnect()
  })

  it('counts the same orders of a transaction with and without pruning', async () => {
    const producer = watch(
      bus.client().producer({
        transactionalId: bus.groupId('pruned'),
        maxInFlightRequests: 1,
        idempotent: true,
      }),
    )
    await producer.connect()
    let read = 0
    const race = conduct({
      setup: async () => {
        read = 0
        await orders.begin()
      },
      actors: {
        shop: async () => {
          const transaction = await producer.transaction()
          await transaction.send({ topic, messages: one })
          await transaction.commit()
        },
        billing: () => orders.drain(async () => void read++),
      },
      observe: async () => read,
    })
    const found = async (options: { prune: boolean }) =>
      (await race.explore(options)).outcomes.map(
        ({ state, schedules }) => `read ${String(state)}: ${schedules}`,
      )
    const all = await found({ prune: false })
    expect(all.toSorted()).toEqual(['read 0: 3', 'read 1: 1'])
    expect((await found({ prune: true })).toSorted()).toEqual(all.toSorted())
    await producer.disconnect()
  })

  it('commits offsets with a transaction', async () => {
    const producer = watch(
      bus.client().producer({
        transactionalId: bus.groupId('offsets'),
        maxInFlightRequests: 1,
        idempotent: true,
      }),
    )
    await producer.connect()
    const consumerGroupId = bus.groupId('pipeline')
    const race = conduct({
      actors: {
        pipeline: async () => {
          const transaction = await producer.transaction()
          await transaction.sendOffsets({
            consumerGroupId,
            topics: [{ topic, partitions: [{ partition: 0, offset: '7' }] }],
          })
          await transaction.commit()
        },
      },
    })
    const { moments } = await race.replay('')
    expect(moments.map(describeMoment)).toEqual([
      'begin transaction',
      'send offsets orders/0: 7',
      'commit transaction',
      'ends',
    ])
    const admin = bus.client().admin()
    await admin.connect()
    const [group] = await admin.fetchOffsets({ groupId: consumerGroupId, topics: [topic] })
    expect(group!.partitions).toMatchObject([{ partition: 0, offset: '7' }])
    await admin.disconnect()
    await producer.disconnect()
  })
})
