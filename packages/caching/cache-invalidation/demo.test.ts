import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['write-then-delete', 'breaks', { orders: 126, broken: 35 }],
    ['lease', 'holds', { orders: 210, broken: 0 }],
    ['delete-then-write', 'breaks', { orders: 126, broken: 110 }],
    ['delete-before-commit', 'breaks', { orders: 126, broken: 90 }],
    ['delete-twice', 'breaks', { orders: 462, broken: 95 }],
    ['ttl-only', 'breaks', { orders: 56, broken: 46 }],
    ['write-then-set', 'breaks', { twoWritersOrders: 52, twoWritersBroken: 14 }],
    ['versioned-keys', 'breaks', { orders: 2310, broken: 66 }],
    ['set-if-newer', 'breaks', { orders: 1256, broken: 45 }],
    ['lease', 'holds', { orders: 2310, broken: 0 }],
    ['lease', 'breaks', { orders: 3, broken: 1 }],
    ['lease-and-outbox', 'holds', { orders: 7, broken: 0 }],
    ['delete-on-event', 'breaks', { receivers: 0, served: 100, price: 120 }],
    ['clear-on-reconnect', 'holds', { receivers: 0, served: 120, price: 120 }],
    ['lease', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['ttl-only', '✗ breaks', '46 of 56', '1 of 2'],
    ['delete-then-write', '✗ breaks', '110 of 126', '0 of 3'],
    ['delete-before-commit', '✗ breaks', '90 of 126', '0 of 5'],
    ['write-then-delete', '✗ breaks', '35 of 126', '1 of 3'],
    ['delete-twice', '✗ breaks', '95 of 462', '0 of 5'],
    ['write-then-set', '✗ breaks', '35 of 126', '1 of 3'],
    ['versioned-keys', '✓ holds', '0 of 210', '1 of 3'],
    ['set-if-newer', '✓ holds', '0 of 126', '1 of 3'],
    ['lease', '✓ holds', '0 of 210', '1 of 3'],
    ['lease-and-outbox', '✓ holds', '0 of 3003', '0 of 7'],
  ])
})
