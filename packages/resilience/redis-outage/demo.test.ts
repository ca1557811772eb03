import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'defaults: defaults breaks',
    'all-three: all-three holds',
    'policies: fail-open breaks',
    'policies: fail-closed holds',
    'policies: local-share holds',
    'ways-compared: all-three holds',
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event.rows : []))
  expect(tables).toEqual([
    ['gone before', 'waits'],
    ['gone meanwhile', 'waits'],
    ['hangs', 'waits'],
    ['gone before', 'fails'],
    ['gone meanwhile', 'fails'],
    ['hangs', 'fails'],
    ['fail-open', 'gone', 30, 0, 0],
    ['fail-open', 'hangs', 30, 0, 0],
    ['fail-closed', 'gone', 0, 0, 30],
    ['fail-closed', 'hangs', 0, 0, 30],
    ['local-share', 'gone', 5, 25, 0],
    ['local-share', 'hangs', 5, 25, 0],
    ['defaults', '✗ breaks', 3, 3, 'users wait, requests pile up'],
    ['no-offline-queue', '✗ breaks', 3, 2, 'waits once a connection is lost'],
    ['no-retries', '✗ breaks', 3, 1, 'waits when Redis hangs'],
    ['command-timeout', '✓ holds', 3, 0, '100 ms for each request in an outage'],
    ['all-three', '✓ holds', 3, 0, '100 ms only when Redis hangs'],
  ])
})
