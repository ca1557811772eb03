import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['list-pop', 'breaks', { orders: 4, broken: 1 }],
    ['stream-pending', 'holds', { orders: 6, broken: 0 }],
    ['stream-new-only', 'breaks', { orders: 5, broken: 1 }],
    ['list-move', 'holds', { orders: 6, broken: 0 }],
    ['acknowledge-afterwards', 'breaks', { orders: 6, broken: 1 }],
    ['short-limit', 'breaks', { orders: 20, broken: 16 }],
    ['long-limit', 'holds', { orders: 6, broken: 0 }],
    ['pub-sub', 'breaks', { events: 3, missed: 1 }],
    ['stream', 'holds', { events: 3, missed: 0 }],
    ['get-then-set', 'breaks', { orders: 6, broken: 4 }],
    ['incr', 'holds', { orders: 2, broken: 0 }],
    ['zscore-then-zadd', 'breaks', { orders: 6, broken: 2 }],
    ['zadd', 'breaks', { orders: 2, broken: 1 }],
    ['zadd-gt', 'holds', { orders: 2, broken: 0 }],
    ['zrevrank', 'breaks', {}],
    ['zcount', 'holds', {}],
    ['set', 'holds', { visitors: 100_000, counted: 100_000 }],
    ['hyperloglog', 'breaks', { visitors: 100_000, counted: 99_927 }],
    ['bitmap', 'holds', { visitors: 100_000, counted: 100_000 }],
    ['json-string', 'breaks', { orders: 6, broken: 4 }],
    ['hash', 'holds', { orders: 2, broken: 0 }],
    ['expire-the-hash', 'breaks', {}],
    ['key-per-field', 'holds', {}],
    ['geoadd', 'breaks', { 'worst metres': 0.31 }],
    ['listpack', 'breaks', {}],
    ['stream-pending', 'holds', {}],
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? [event.rows] : []))
  expect(tables.at(-1)!.map((row) => row.slice(0, 5))).toEqual([
    ['pub-sub', '✗ breaks', 4, 2, 0],
    ['list-pop', '✗ breaks', 4, 1, 0],
    ['list-move', '✓ holds', 6, 0, 1],
    ['stream-new-only', '✗ breaks', 5, 1, 0],
    ['stream-pending', '✓ holds', 6, 0, 1],
  ])
})
