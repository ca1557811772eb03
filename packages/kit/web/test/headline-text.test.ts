import { describe, expect, it } from 'vitest'
import { headlineText, ordersOf } from '../page/src/headline-text.ts'
import { smallLines } from '../page/src/small-lines.ts'

const scene = (numbers: Record<string, number>) =>
  ({ title: 'It is sold twice', way: 'read-then-write', observed: 'breaks', numbers }) as const

describe('headlineText', () => {
  it.each([
    [{ orders: 92, broken: 80, waiting: 3 }, 'It is sold twice: 80 of 92 orders break'],
    [{ orders: 11, broken: 1, waiting: 0 }, 'It is sold twice: 1 of 11 orders breaks'],
    [
      {
        twoBuyersOrders: 14,
        twoBuyersBroken: 0,
        twoBuyersWaiting: 1,
        threeBuyersOrders: 20_000,
        threeBuyersBroken: 2,
        threeBuyersWaiting: 0,
      },
      'It is sold twice: 2 of 20,014 orders break',
    ],
    [{ bytesReceived: 37_739, rows: 550 }, 'It is sold twice: bytes received 37,739'],
    [{ orders: 3 }, 'It is sold twice: orders 3'],
    [{}, 'It is sold twice'],
  ])('of %j is %s', (numbers, text) => {
    expect(headlineText(scene(numbers), [])).toBe(text)
  })

  it('tells the first number by which the scenes differ', () => {
    const others = [scene({ deliveries: 2, charged: 10 })]
    expect(headlineText(scene({ deliveries: 2, charged: 20 }), others)).toBe(
      'It is sold twice: charged 20',
    )
  })

  it('counts no orders where there was no race', () => {
    expect(ordersOf(scene({ orders: 624, broken: 0 }))).toBe(undefined)
  })
})

describe('smallLines', () => {
  it('draws each series in a square of 100, larger values higher', () => {
    const axis = { name: 'time', unit: 's', scale: 'linear' } as const
    const series = [
      {
        name: 'slow',
        points: [
          [0, 0],
          [10, 100],
        ] as [number, number][],
      },
      { name: 'gone', points: [[10, Number.NaN]] as [number, number][] },
    ]
    expect(smallLines({ kind: 'chart', title: '', x: axis, y: axis, series })).toEqual([
      '4,96 96,4',
      '',
    ])
  })
})
