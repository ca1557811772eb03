import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, events, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['cache-aside', 'breaks', { orders: 252, broken: 250 }],
    ['lease', 'holds', { orders: 10, broken: 0 }],
    ['one-process', 'holds', { reads: 1 }],
    ['single-flight', 'breaks', { reads: 4 }],
    ['lock-then-load', 'breaks', { orders: 64, broken: 12 }],
    ['lock-and-look-again', 'holds', { orders: 82, broken: 0 }],
    ['lease', 'holds', {}],
    ['lock-and-look-again', 'breaks', { orders: 495, broken: 70 }],
    ['lease', 'holds', { orders: 126, broken: 0 }],
    ['stale-while-revalidate', 'holds', { orders: 50, broken: 0 }],
    ['no-expiry', 'breaks', { reads: 40 }],
    ['one-ttl', 'breaks', { worst: 10_000 }],
    ['ttl-jitter', 'holds', { worst: 104 }],
    ['no-early-refresh', 'breaks', { reads: 1_000 }],
    ['early-refresh', 'holds', { reads: 2.8 }],
    ['cache-aside', 'breaks', { one: 100, hundred: 100 }],
    ['negative-caching', 'breaks', { one: 1, hundred: 100 }],
    ['bloom-guard', 'holds', { one: 0, hundred: 0 }],
    ['negative-caching', 'breaks', { orders: 126, broken: 35 }],
    ['lease', 'holds', { orders: 126, broken: 0 }],
    ['write-then-add', 'breaks', { orders: 12, broken: 5 }],
    ['add-then-write', 'holds', { orders: 66, broken: 0 }],
    ['lease', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 6))).toEqual([
    ['cache-aside', '✗ breaks', 40, 0, 252, 250],
    ['single-flight', '✗ breaks', 4, 0, 252, 250],
    ['lock-then-load', '✗ breaks', 1, 0, 64, 12],
    ['lock-and-look-again', '✓ holds', 1, 0, 82, 0],
    ['lease', '✓ holds', 1, 0, 10, 0],
    ['stale-while-revalidate', '✓ holds', 1, 39, 50, 0],
  ])
})
