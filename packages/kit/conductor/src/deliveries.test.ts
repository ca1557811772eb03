import { kafka } from '@lab/servers/kafka'
import { afterAll, describe, expect, it } from 'vitest'
import { conduct, crashable } from './conduct.ts'
import { deliveries } from './deliveries.ts'
import { describeMoment } from './describe-moment.ts'
import { turn } from './turn.ts'
import { watch } from './watch.ts'

const bus = await kafka()
const topic = await bus.topic('orders')
const groupId = bus.groupId('billing')
const orders = await deliveries(bus.client(), { topic, groupId })
afterAll(async () => {
  await orders[Symbol.asyncDispose]()
  await bus[Symbol.asyncDispose]()
})

const one = [{ key: 'order-1', value: 'charge 10' }]

describe('deliveries', () => {
  it('gives a record again when its reader dies before the commit', async () => {
    let charged = 0
    const charge = async () => {
      await turn('charge')
      charged++
    }
    const race = conduct({
      setup: async () => {
        charged = 0
        await orders.begin(one)
      },
      actors: {
        billing: crashable(() => orders.drain(charge), { restart: () => orders.drain(charge) }),
      },
      observe: async () => charged,
    })
    const { outcomes } = await race.explore()
    expect(outcomes.map(({ simplest, state }) => `${simplest}: ${String(state)}`)).toEqual([
      'billing×4: 1',
      'crash(billing) billing-restarted×4: 1',
      'billing×3 crash(billing) billing-restarted×4: 2',
    ])
    const { moments } = await race.replay('billing×3 crash(billing)')
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)).toEqual([
      'billing: join the group of orders',
      'billing: deliver order-1, offset 0',
      'billing: charge',
      'billing: crashes',
      'billing-restarted: join the group of orders',
      'billing-restarted: deliver order-1, offset 0',
      'billing-restarted: charge',
      'billing-restarted: commit offset 1',
      'billing-restarted: ends with "drained"',
    ])
  })

  it('takes the partition from a member that still works, whose commit is then refused', async () => {
    const seen: string[] = []
    const member = (name: string) => () =>
      orders.drain(async ({ key }) => void seen.push(`${name} ${String(key)}`))
    const race = conduct({
      setup: async () => {
        seen.length = 0
        await orders.begin(one)
      },
      actors: { old: member('old'), new: member('new') },
      observe: async () => [...seen],
    })
    const { moments } = await race.replay('old×2 new×3 old')
    expect(seen).toEqual(['old order-1', 'new order-1'])
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`).slice(-3)).toEqual(
      [
        'new: ends with "drained"',
        'old: commit offset 1  → no longer its partition',
        'old: ends with "revoked"',
      ],
    )
    const [pruned, all] = [await race.explore(), await race.explore({ prune: false })]
    expect(pruned.schedules).toBe(all.schedules)
    expect(pruned.outcomes).toEqual(all.outcomes)
  })

  it('gives all records that are there as one delivery', async () => {
    const race = conduct({
      setup: () => orders.begin([...one, { key: 'order-2', value: 'charge 20' }]),
      actors: {
        billing: () =>
          orders.drainBatches(async (batch) =>
            turn(
              `charge ${batch.map(({ key, offset }) => `${String(key)} at ${offset}`).join(', ')}`,
            ),
          ),
      },
    })
    const { moments } = await race.replay('billing×4')
    expect(moments.map(describeMoment)).toEqual([
      'join the group of orders',
      'deliver order-1, order-2, offset 0 to 1',
      'charge order-1 at 0, order-2 at 1',
      'commit offset 2',
      'ends with "drained"',
    ])
  })

  it('commits in Kafka', async () => {
    await orders.begin(one)
    await orders.drain(async () => {})
    const admin = bus.client().admin()
    await admin.connect()
    const [group] = await admin.fetchOffsets({ groupId, topics: [topic] })
    const [end] = await admin.fetchTopicOffsets(topic)
    expect(group!.partitions[0]!.offset).toBe(end!.offset)
  })

  it('waits for a record that another actor sends', async () => {
    const producer = watch(bus.client().producer())
    await producer.connect()
    const race = conduct({
      setup: () => orders.begin(),
      actors: {
        shop: async () => void (await producer.send({ topic, messages: one })),
        billing: () =>
          orders.consume(async ({ key, value }) => turn(`${String(key)} ${String(value)}`)),
      },
    })
    const { moments } = await race.replay('billing shop billing×3')
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)).toEqual([
      'billing: join the group of orders',
      'billing: the next record of orders  … waits',
      'shop: send orders order-1 charge 10',
      'shop: ends',
      'billing: the next record of orders  … goes on',
      'billing: deliver order-1, offset 0',
      'billing: order-1 charge 10',
      'billing: commit offset 1',
      'billing: the next record of orders  … waits',
    ])
    const { outcomes, schedules } = await race.explore({ prune: false })
    expect(schedules).toBe(2)
    expect(outcomes.map(({ endings }) => endings)).toEqual([
      { shop: 'finished', billing: 'waits for ever: the next record of orders' },
    ])
  })

  it('counts the same orders with and without pruning', async () => {
    const producer = watch(bus.client().producer())
    await producer.connect()
    const seen: string[] = []
    const shop = (key: string) => async () =>
      void (await producer.send({ topic, messages: [{ key, value: 'x' }] }))
    const race = conduct({
      setup: async () => {
        seen.length = 0
        await orders.begin()
      },
      actors: {
        north: shop('n'),
        south: shop('s'),
        billing: () => orders.consume(async ({ key }) => void seen.push(String(key))),
      },
      observe: async () => seen.join(''),
    })
    const [pruned, all] = [await race.explore(), await race.explore({ prune: false })]
    expect(pruned.outcomes).toEqual(all.outcomes)
    expect(pruned.outcomes.map(({ state, schedules }) => `${String(state)} ${schedules}`)).toEqual([
      'ns 7',
      'sn 7',
    ])
    expect(pruned.runs).toBeLessThan(all.runs)
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
})
