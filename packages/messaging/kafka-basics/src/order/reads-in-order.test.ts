import { kafka } from '@lab/servers/kafka'
import type { Kafka } from '@lab/servers/kafka'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerAsKey } from './customer-as-key.ts'
import { movedKeys } from './moved-keys.ts'
import { readings } from './readings.ts'
import { readsInOrder } from './reads-in-order.ts'
import { withoutAKey } from './without-a-key.ts'

let bus: Kafka
beforeAll(async () => {
  bus = await kafka()
})
afterAll(() => bus[Symbol.asyncDispose]())

describe('withoutAKey', () => {
  it('lets readers handle the events of a customer in another order', async () => {
    const { example, ...counts } = await readsInOrder(bus, withoutAKey)
    expect(counts).toEqual({ partitions: [2, 2, 2], orders: 90, broken: 77 })
    expect(example?.map(({ customer, number }) => `${customer} ${number}`)).toEqual([
      'alice 1',
      'carol 2',
      'carol 1',
      'alice 3',
      'alice 2',
      'carol 3',
    ])
  })

  it('keeps the order of all events on a topic with one partition', async () => {
    const one = { partitions: 1 }
    expect(await readsInOrder(bus, withoutAKey, one)).toMatchObject({ orders: 1, broken: 0 })
  })
})

describe('customerAsKey', () => {
  it('keeps the order of each customer, whatever the readers do', async () => {
    expect(await readsInOrder(bus, customerAsKey)).toEqual({
      partitions: [3, 3, 0],
      orders: 20,
      broken: 0,
      example: undefined,
    })
  })

  it('loses the order of a customer whose key moves to a partition that is added', async () => {
    expect(await readsInOrder(bus, customerAsKey, { grows: true })).toMatchObject({
      partitions: [1, 3, 2, 0],
      orders: 60,
      broken: 40,
    })
  })
})

describe('movedKeys', () => {
  it('counts the keys of 100 that go to another partition, when a fourth is added', async () => {
    expect(await movedKeys(bus, { keys: 100, from: 3, to: 4 })).toBe(74)
  })
})

describe('readings', () => {
  it('gives each order once, as a search through all permutations finds them', () => {
    const partitions = [['a1', 'a2'], ['b1', 'b2'], ['c1']]
    const keepsOrder = (order: string[]) =>
      partitions.every((list) =>
        list.every(
          (item, index) => index === 0 || order.indexOf(list[index - 1]!) < order.indexOf(item),
        ),
      )
    const expected = permutations(partitions.flat()).filter(keepsOrder)
    const given = [...readings(partitions)]
    expect(given).toHaveLength(30)
    expect(new Set(given.map(String))).toEqual(new Set(expected.map(String)))
  })
})

function permutations(items: string[]): string[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}
