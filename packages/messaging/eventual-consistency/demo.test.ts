import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['as-it-comes', 'breaks', { titlesBroken: 7, titlesOrders: 14, twiceBroken: 14 }],
    ['version-per-fact', 'holds', { orders: 14, broken: 0 }],
    ['seen-events', 'breaks', { orders: 50, broken: 25 }],
    ['row-per-like', 'breaks', { orders: 20, broken: 16 }],
    ['version-per-fact', 'holds', { unlikeOrders: 14, likeAgainOrders: 636 }],
    ['version-per-post', 'breaks', { orders: 24, broken: 12 }],
    ['last-write-wins', 'breaks', { clocksApartOrders: 14, clocksApartBroken: 14 }],
    ['last-write-wins', 'holds', { equalOnlyOrders: 14, equalOnlyBroken: 0 }],
    ['last-write-wins', 'breaks', { sameMillisecondOrders: 14, sameMillisecondBroken: 7 }],
    ['last-write-wins', 'breaks', { writes: 10, lost: 5 }],
    ['wait-for-the-gap', 'holds', { unlikeOrders: 60, twiceOrders: 84 }],
    ['wait-for-the-gap', 'breaks', { arrived: 2, applied: 1 }],
    ['newest-number', 'breaks', { orders: 63, broken: 50 }],
    ['union-of-rows', 'breaks', { orders: 69, broken: 69 }],
    ['counter-per-replica', 'holds', { orders: 63, broken: 0 }],
    ['tagged-likes', 'holds', { orders: 63, broken: 0 }],
    ['counter-per-replica', 'breaks', { orders: 63, broken: 63 }],
    ['tagged-likes', 'holds', { orders: 84, broken: 0 }],
    ['union-of-rows', 'breaks', { merges: 8, lawful: 4 }],
    ['one-transaction', 'holds', { orders: 280, broken: 0, waiting: 50 }],
    ['projected-later', 'breaks', { orders: 18_480, broken: 15_340, waiting: 0 }],
    ['version-per-fact', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 6))).toEqual([
    ['as-it-comes', '✗ breaks', '7 of 14', '14 of 14', '0 of 14', 'differ'],
    ['seen-events', '✗ breaks', '25 of 50', '0 of 24', '0 of 50', 'differ'],
    ['row-per-like', '✗ breaks', '7 of 14', '0 of 14', '16 of 20', 'differ'],
    ['version-per-post', '✗ breaks', '0 of 24', '0 of 24', '12 of 24', 'differ'],
    ['last-write-wins', '✗ breaks', '14 of 14', '0 of 14', '14 of 14', 'equal'],
    ['wait-for-the-gap', '✓ holds', '0 of 60', '0 of 84', '0 of 60', 'equal'],
    ['version-per-fact', '✓ holds', '0 of 14', '0 of 14', '0 of 14', 'equal'],
  ])
})
