import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['by-updated-at', 'breaks', { lateCommitBroken: 8, twoUpdatesBroken: 41, deletionBroken: 20 }],
    ['logical-slot', 'holds', { lateCommitOrders: 20, twoUpdatesOrders: 7, deletionOrders: 4 }],
    ['trigger-table', 'breaks', { orders: 140, broken: 27 }],
    ['logical-slot', 'holds', { orders: 20, broken: 0 }],
    ['logical-slot', 'breaks', { deeds: 9, newColumn: 0 }],
    ['write-every-column', 'breaks', { sent: 0 }],
    ['leave-out-unchanged', 'holds', { sent: 0 }],
    ['replica-identity-full', 'holds', { sent: 1 }],
    ['replica-identity-default', 'breaks', {}],
    ['confirm-first', 'breaks', { orders: 6, broken: 2 }],
    ['work-first', 'breaks', { orders: 6, broken: 2 }],
    ['position-with-the-work', 'holds', { orders: 12, broken: 0 }],
    ['one-byte-further', 'breaks', { orders: 12, broken: 4 }],
    ['table-then-slot', 'breaks', { orders: 3, broken: 1 }],
    ['slot-then-table', 'breaks', { orders: 3, broken: 1 }],
    ['exported-snapshot', 'holds', { orders: 6, broken: 0 }],
    ['no-limit', 'breaks', {}],
    ['slot-limits', 'holds', { lost: 2 }],
    ['logical-slot', 'breaks', { orders: 0, afterDrop: 0 }],
    ['confirms-its-changes', 'breaks', {}],
    ['heartbeat', 'holds', {}],
    ['logical-slot', 'holds', {}],
  ])
  const limits = events.find((event) => event.type === 'table' && event.columns[0] === 'limit')
  const hears = '55000: can no longer access replication slot "dead"'
  expect(limits).toMatchObject({
    rows: [
      ['max_slot_wal_keep_size', 'lost', 'wal_removed', hears],
      ['idle_replication_slot_timeout', 'lost', 'idle_timeout', hears],
    ],
  })
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 5))).toEqual([
    ['by-updated-at', '✗ breaks', '8 of 140', '41 of 84', '20 of 20'],
    ['trigger-table', '✓ holds', '0 of 140', '0 of 84', '0 of 20'],
    ['logical-slot', '✓ holds', '0 of 20', '0 of 7', '0 of 4'],
  ])
})
