import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['write-then-publish', 'breaks', { orders: 3, broken: 1 }],
    ['outbox', 'holds', { orders: 11, broken: 0 }],
    ['publish-then-write', 'breaks', { orders: 3, broken: 1 }],
    ['publish-in-transaction', 'breaks', { orders: 5, broken: 1 }],
    ['poll-by-id', 'breaks', { orders: 286, broken: 18 }],
    ['poll-unpublished', 'holds', { orders: 286, broken: 0 }],
    ['poll-unpublished', 'breaks', { orders: 2508, broken: 2492 }],
    ['skip-locked', 'breaks', { orders: 252, broken: 60 }],
    ['relay-one-by-one', 'holds', { orders: 130, broken: 0 }],
    ['without-inbox', 'breaks', { orders: 7, broken: 2 }],
    ['with-inbox', 'holds', { orders: 7, broken: 0 }],
    ['listen-notify', 'breaks', { connected: 1, missed: 0 }],
    ['poll-below-the-oldest', 'breaks', { before: 0, after: 1 }],
    ['logical-decoding', 'holds', { events: 2 }],
    ['outbox', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['write-then-publish', '✗ breaks', 3, 1],
    ['publish-then-write', '✗ breaks', 3, 1],
    ['publish-in-transaction', '✗ breaks', 5, 1],
    ['outbox', '✓ holds', 11, 0],
  ])
})
