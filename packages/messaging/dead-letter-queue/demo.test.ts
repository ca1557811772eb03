import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['rethrow', 'breaks', { orders: 13, broken: 13 }],
    ['dead-letter', 'holds', { orders: 14, broken: 0 }],
    ['log-and-skip', 'breaks', { orders: 11, broken: 11 }],
    ['retry-topic', 'breaks', { orders: 924, broken: 462 }],
    ['retry-in-place', 'holds', { orders: 9, broken: 0 }],
    ['park-the-account', 'holds', { bothOrders: 285_373, bothBroken: 0, retrierDiesBroken: 0 }],
    ['redrive-everything', 'breaks', { deliveries: 6 }],
    ['redrive-once', 'holds', { deliveries: 2 }],
    ['dead-letter', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['rethrow', '✗ breaks', 13, 13],
    ['log-and-skip', '✗ breaks', 11, 11],
    ['dead-letter', '✓ holds', 14, 0],
  ])
})
