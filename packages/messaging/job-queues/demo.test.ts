import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['lease', 'breaks', { orders: 391, broken: 300 }],
    ['idempotency-key', 'holds', { orders: 491, broken: 0 }],
    ['fencing-token', 'breaks', { orders: 491, broken: 400 }],
    ['row-lock', 'breaks', { orders: 6, broken: 2 }],
    ['complete-before-mail', 'breaks', { orders: 4, broken: 1 }],
    ['idempotency-key', 'holds', { orders: 4, broken: 0 }],
    ['report-by-id', 'breaks', { orders: 232, broken: 45 }],
    ['report-by-attempt', 'holds', { orders: 277, broken: 0 }],
    ['bullmq', 'breaks', { orders: 35, broken: 35 }],
    ['bullmq-with-key', 'holds', { orders: 35, broken: 0 }],
    ['mail-in-the-request', 'breaks', { statusWhenThere: 201, statusWhenDown: 500 }],
    ['answer-at-once', 'holds', { statusWhenThere: 202, statusWhenDown: 202 }],
    ['attempts-counted-when-taken', 'holds', { failed: 4, died: 4 }],
    ['one-column-for-time', 'holds', { jobs: 5 }],
    ['idempotency-key', 'holds', {}],
  ])
  const tables = events.filter((event) => event.type === 'table')
  expect(tables.at(-1)?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['lease', '✗ breaks', '300 of 391', '1 of 4'],
    ['fencing-token', '✗ breaks', '400 of 491', '1 of 4'],
    ['row-lock', '✗ breaks', '0 of 235', '2 of 6'],
    ['complete-before-mail', '✗ breaks', '0 of 216', '1 of 4'],
    ['idempotency-key', '✓ holds', '0 of 491', '0 of 4'],
  ])
  expect(tables[0]?.rows.map((row) => row.slice(1, 6))).toEqual([
    ['PostgreSQL', 4, '0, 1, 3, 7', 'done', '503'],
    ['PostgreSQL', 4, '0, 1, 3, 7', 'dead', '503'],
    ['BullMQ', 4, '0, 1, 3, 7', 'failed', '503'],
    ['PostgreSQL', 4, '0, 30, 60, 90', 'dead', 'its lease ended'],
    ['BullMQ', 2, '', 'failed', 'job stalled more than allowable limit'],
  ])
})
