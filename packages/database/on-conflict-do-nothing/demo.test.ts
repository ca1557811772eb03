import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'no-op-insert: no-op-insert breaks',
    'read-first: read-first holds',
    'no-op-update: no-op-update breaks',
    'both-sides: no-op-insert breaks',
    'both-sides: read-first breaks',
    'both-sides: merge breaks',
    'both-sides: row-lock breaks',
    'both-sides: conflict-update holds',
    'ways-compared: read-first holds',
  ])
  expect(verdicts.map(({ numbers }) => numbers).slice(0, -1)).toEqual([
    { orders: 29, broken: 17, waiting: 3 },
    { orders: 44, broken: 0, waiting: 6 },
    { orders: 19, broken: 7, waiting: 10 },
    { orders: 54, broken: 36, waiting: 8 },
    expect.objectContaining({ orders: 96, broken: 60 }),
    expect.objectContaining({ orders: 62, broken: 48 }),
    expect.objectContaining({ orders: 56, broken: 36 }),
    expect.objectContaining({ orders: 36, broken: 0 }),
  ])
  const rows = events.flatMap((event) => (event.type === 'table' ? event.rows : []))
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ['no-op-insert', '✗ breaks', 29, 17],
    ['no-op-update', '✗ breaks', 19, 7],
    ['read-first', '✓ holds', 44, 0],
    ['merge', '✓ holds', 35, 0],
    ['conflict-update', '✓ holds', 19, 0],
    ['row-lock', '✓ holds', 25, 0],
  ])
  const ends = events.flatMap((event) =>
    event.type === 'invariant'
      ? (event.violation ?? 'none')
      : event.type === 'failed'
        ? `${event.actor} ${event.code}`
        : [],
  )
  expect(ends).toEqual(['no doctor is on call', 'alice 40001', 'none'])
})
