import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { verdicts } = await playedDemo(demo)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toEqual([
    ['alter-at-once', 'breaks', { requests: 5, failed: 5 }],
    ['lock-timeout-retry', 'holds', { requests: 5, failed: 0 }],
    ['alter-at-once', 'breaks', { orders: 374, broken: 15, waiting: 270 }],
    ['lock-timeout-retry', 'holds', { orders: 1_038, broken: 0, waiting: 848 }],
    ['rename-at-once', 'breaks', { requests: 29, failed: 11, wrong: 0 }],
    ['add-and-copy', 'breaks', { requests: 57, failed: 0, wrong: 8 }],
    ['expand-and-contract', 'holds', { requests: 69, failed: 0, wrong: 0 }],
    ['copy-at-once', 'breaks', { locked: 2_000 }],
    ['batches-of-null', 'breaks', { locked: 100, first: 4, last: 60 }],
    ['batches-by-key', 'holds', { locked: 100, first: 5, last: 6 }],
    ['no-trigger', 'breaks', { orders: 660, broken: 610, waiting: 75 }],
    ['trigger-first', 'holds', { orders: 660, broken: 0, waiting: 75 }],
    ['second-pass', 'holds', { orders: 660, broken: 0, waiting: 75 }],
    ['check-at-once', 'breaks', { rowsRead: 1_000 }],
    ['not-valid-then-validate', 'holds', { rowsRead: 0 }],
    ['unique-in-a-transaction', 'holds', {}],
    ['unique-concurrently', 'breaks', {}],
    ['unique-if-not-exists', 'breaks', {}],
    ['unique-drop-first', 'holds', {}],
    ['no-lock', 'breaks', { orders: 26, broken: 10, waiting: 0 }],
    ['advisory-lock', 'holds', { orders: 38, broken: 0, waiting: 32 }],
    ['lock-through-pooler', 'breaks', { orders: 50, broken: 8, waiting: 38 }],
    ['lock-timeout-retry', 'holds', {}],
  ])
  expect(verdicts.every(({ claim, observed }) => claim === observed)).toBe(true)
})
