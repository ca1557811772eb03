import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['set-nx-px', 'breaks', { orders: 423, broken: 336 }],
    ['fence-on-read', 'holds', { orders: 381, broken: 0 }],
    ['set-nx', 'breaks', { orders: 5, broken: 3 }],
    ['set-nx-px', 'holds', { orders: 5, broken: 0 }],
    ['set-nx-px', 'breaks', { orders: 18600, broken: 16752 }],
    ['compare-and-delete', 'holds', { orders: 544, broken: 0 }],
    ['compare-and-delete', 'breaks', { orders: 423, broken: 336 }],
    ['watchdog', 'breaks', { orders: 3355, broken: 2856 }],
    ['fence-on-write', 'breaks', { orders: 423, broken: 282 }],
    ['session-advisory-lock', 'breaks', { orders: 2677, broken: 1835 }],
    ['transaction-advisory-lock', 'holds', { orders: 152, broken: 0 }],
    ['atomic-update', 'holds', { orders: 25, broken: 0 }],
    ['retry-by-redlock', 'breaks', { orders: 7, broken: 4 }],
    ['retry-outside', 'holds', { orders: 9, broken: 0 }],
    ['fence-on-read', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 3))).toEqual([
    ['set-nx', '✓ holds', '0 of 17'],
    ['set-nx-px', '✗ breaks', '336 of 423'],
    ['compare-and-delete', '✗ breaks', '336 of 423'],
    ['watchdog', '✗ breaks', '2856 of 3355'],
    ['fence-on-write', '✗ breaks', '282 of 423'],
    ['fence-on-read', '✓ holds', '0 of 381'],
    ['session-advisory-lock', '✓ holds', '0 of 1175'],
    ['transaction-advisory-lock', '✓ holds', '0 of 105'],
    ['atomic-update', '✓ holds', '0 of 25'],
  ])
})
