import { kafka } from '@lab/servers/kafka'
import { afterAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import { deliveries } from './deliveries.ts'
import { endingText } from '../ending.ts'
import { describeMoment } from '../describe-moment.ts'
import { turn } from '../run/turn.ts'
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

  it('leaves to the new member what the old one asks for too late', async () => {
    const seen: string[] = []
    const member = (name: string) => () =>
      orders.drain(async ({ key }) => void seen.push(`${name} ${String(key)}`))
    const race = conduct({
      setup: async () => {
        seen.length = 0
        await orders.begin([...one, { key: 'order-2', value: 'charge 20' }])
      },
      actors: { old: member('old'), new: member('new') },
    })
    const { moments } = await race.replay('old new×4 old new')
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)).toEqual([
      'old: join the group of orders',
      'new: join the group of orders',
      'new: deliver order-1, offset 0',
      'new: commit offset 1',
      'new: deliver order-2, offset 1',
      'old: deliver order-1, offset 0  → no longer its partition',
      'old: ends with "revoked"',
      'new: commit offset 2',
      'new: ends with "drained"',
    ])
    expect(seen).toEqual(['new order-1', 'new order-2'])
  })

  it('wakes a member that waits for a record when its partition goes to another one', async () => {
    const race = conduct({
      setup: () => orders.begin(),
      actors: {
        old: () => orders.consume(async () => {}),
        new: () => orders.drain(async () => {}),
      },
    })
    const { moments } = await race.replay('old new')
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)).toEqual([
      'old: join the group of orders',
      'old: the next record of orders  … waits',
      'new: join the group of orders',
      'new: ends with "drained"',
      'old: the next record of orders  … goes on',
      'old: ends with "revoked"',
    ])
  })

  it('begins behind the last commit after a death', async () => {
    const seen: string[] = []
    const charge = async ({ key }: { key: unknown }) => void seen.push(String(key))
    const race = conduct({
      setup: async () => {
        seen.length = 0
        await orders.begin([...one, { key: 'order-2', value: 'charge 20' }])
      },
      actors: {
        billing: crashable(() => orders.drain(charge), { restart: () => orders.drain(charge) }),
      },
    })
    await race.replay('billing×4 crash(billing)')
    expect(seen).toEqual(['order-1', 'order-2', 'order-2'])
  })

  it('forgets at a beginning what earlier runs have left', async () => {
    const seen: string[] = []
    await orders.begin(one)
    await orders.begin([{ key: 'order-2', value: 'charge 20' }])
    await orders.drain(async ({ key, offset }) => void seen.push(`${String(key)} at ${offset}`))
    expect(seen).toEqual(['order-2 at 0'])
  })

  it('has all records of a beginning, however many', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ value: `charge ${index}` }))
    const sizes: number[] = []
    await orders.begin(many)
    await orders.drainBatches(async (batch) => void sizes.push(batch.length))
    expect(sizes).toEqual([2_000])
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

  it('commits in Kafka, and nothing that its readers have not committed', async () => {
    const admin = bus.client().admin()
    await admin.connect()
    const left = async () => {
      const [group] = await admin.fetchOffsets({ groupId, topics: [topic] })
      const [end] = await admin.fetchTopicOffsets(topic)
      return Number(end!.offset) - Number(group!.partitions[0]!.offset)
    }
    await orders.begin(one)
    await orders.drain(async () => {})
    expect(await left()).toBe(0)
    const race = conduct({
      setup: () => orders.begin(one),
      actors: { billing: crashable(() => orders.drain(async () => {})) },
    })
    await race.replay('billing×2 crash(billing)')
    expect(await left()).toBe(1)
    await admin.disconnect()
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
    expect(outcomes.map(({ endings }) => Object.values(endings).map(endingText))).toEqual([
      ['finished', 'waits for ever: the next record of orders'],
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

  it('counts the same orders, too, where a reader ends at the end of the log', async () => {
    const producer = watch(bus.client().producer())
    await producer.connect()
    let read = 0
    const race = conduct({
      setup: async () => {
        read = 0
        await orders.begin(one)
      },
      actors: {
        shop: async () => void (await producer.send({ topic, messages: one })),
        billing: () => orders.drain(async () => void read++),
      },
      observe: async () => read,
    })
    const found = async (prune: boolean) =>
      (await race.explore({ prune })).outcomes
        .map(({ state, schedules }) => `read ${String(state)}: ${schedules}`)
        .toSorted()
    expect(await found(false)).toEqual(['read 1: 1', 'read 2: 3'])
    expect(await found(true)).toEqual(['read 1: 1', 'read 2: 3'])
    await producer.disconnect()
  })
})
