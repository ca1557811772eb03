import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['behind-in-memory', 'breaks', { orders: 4, broken: 2 }],
    ['cache-aside', 'holds', { orders: 5, broken: 0 }],
    ['behind-in-a-list', 'breaks', { orders: 5, broken: 1 }],
    ['behind-in-a-stream', 'holds', { orders: 6, broken: 0 }],
    ['behind-in-memory', 'holds', { orders: 6, broken: 0 }],
    ['behind-in-a-stream', 'breaks', { orders: 8, broken: 2 }],
    ['write-through', 'holds', { 'old in reports': 0 }],
    ['behind-in-memory', 'breaks', { 'old in reports': 63 }],
    ['cache-aside', 'breaks', { statements: 291, 'with behind-in-memory': 31 }],
    ['write-through', 'breaks', { orders: 126, broken: 35 }],
    ['behind-in-memory', 'breaks', { orders: 10, broken: 5 }],
    ['write-through', 'breaks', { orders: 3, broken: 1 }],
    ['cache-first', 'breaks', { orders: 3, broken: 1 }],
    ['allkeys-lru', 'breaks', { hits: 0 }],
    ['allkeys-lfu', 'holds', { hits: 20 }],
    ['volatile-ttl', 'breaks', { hits: 0 }],
    ['volatile-lru', 'breaks', { hits: 20 }],
    ['noeviction', 'breaks', { hits: 20 }],
    ['cache-aside', 'breaks', {}],
    ['write-through', 'breaks', {}],
    ['cache-aside-or-database', 'holds', {}],
    ['allkeys-lru', 'breaks', { acknowledged: 2, kept: 0 }],
    ['volatile-lru', 'holds', { acknowledged: 2, kept: 2 }],
    ['cache-aside', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 6))).toEqual([
    ['cache-aside', '✓ holds', '0 of 5', '0 of 9', '35 of 126', 162],
    ['read-through', '✓ holds', '0 of 5', '0 of 9', '35 of 126', 162],
    ['write-through', '✓ holds', '0 of 5', '0 of 9', '35 of 126', 125],
    ['behind-in-memory', '✗ breaks', '2 of 4', '0 of 6', '4 of 6', 66],
    ['behind-in-a-list', '✗ breaks', '1 of 5', '2 of 7', '4 of 6', 66],
    ['behind-in-a-stream', '✓ holds', '0 of 6', '2 of 8', '4 of 6', 66],
  ])
})
