import { readFile } from 'node:fs/promises'
import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every anomaly and every mend as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'matrix: matrix holds',
    'read-uncommitted: aborted-read holds',
    'read-uncommitted: read-uncommitted holds',
    'lost-update: read-committed breaks',
    'lost-update: repeatable-read holds',
    'read-skew: read-committed breaks',
    'read-skew: repeatable-read holds',
    'write-skew: repeatable-read breaks',
    'write-skew: serializable holds',
    'predicate-write-skew: repeatable-read breaks',
    'predicate-write-skew: serializable holds',
    'read-only-anomaly: repeatable-read breaks',
    'read-only-anomaly: serializable holds',
    'repeatable-read: phantom holds',
    'repeatable-read: write-skew breaks',
    'delete-skips-row: read-committed breaks',
    'delete-skips-row: repeatable-read holds',
    'serializable-retry: no-retry breaks',
    'serializable-retry: retry-on-40001 holds',
    'no-op-insert: no-op-insert breaks',
    'no-op-insert: two-no-op-inserts breaks',
    'no-op-insert: no-op-update breaks',
    'no-op-insert: read-first holds',
    'no-op-insert: merge holds',
    'no-op-insert: conflict-update holds',
    'no-op-insert: row-lock holds',
  ])
  expect(verdicts[0]!.numbers).toMatchObject({
    cells: 52,
    canOccur: 19,
    prevented: 33,
    agreeing: 16,
  })

  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.map(({ rows, columns }) => [rows.length, columns.length])).toEqual([
    [13, 5],
    [4, 5],
  ])
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8')
  for (const row of tables.flatMap(({ rows }) => rows))
    expect(readme).toContain(`| ${row.join(' | ')} |`)

  const violations = events.flatMap((event) =>
    event.type === 'invariant' ? (event.violation ?? 'none') : [],
  )
  expect(violations).toEqual([
    'none',
    '150 expected, 120 there',
    'none',
    'there were always 200, alice saw 250',
    'none',
    '100 were there, 160 are paid',
    'none',
    'the budget is 100, 120 are spent',
    'none',
    'the report shows 20 before the withdrawal, and bob paid a fee for having 0',
    'none',
    'none',
    'one item cost 20 all the time, bob deleted none',
    'none',
    'none',
    'nobody is on call',
    'none',
  ])
  const failures = events.flatMap((event) =>
    event.type === 'failed' ? `${event.actor} ${event.code}` : [],
  )
  expect(failures).toEqual([
    'alice 40001',
    'alice 40001',
    'alice 40001',
    'bob 40001',
    'bob 40001',
    'alice 40001',
  ])
})
