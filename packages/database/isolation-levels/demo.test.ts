import { readFile } from 'node:fs/promises'
import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every anomaly and every level as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'lost-update: read-committed breaks',
    'lost-update: repeatable-read holds',
    'write-skew: repeatable-read breaks',
    'write-skew: serializable holds',
    'read-skew: read-committed breaks',
    'read-skew: repeatable-read holds',
    'predicate-write-skew: repeatable-read breaks',
    'predicate-write-skew: serializable holds',
    'read-only-anomaly: repeatable-read breaks',
    'read-only-anomaly: serializable holds',
    'delete-skips-row: read-committed breaks',
    'delete-skips-row: repeatable-read holds',
    'read-uncommitted: aborted-read holds',
    'read-uncommitted: read-uncommitted holds',
    'repeatable-read: phantom holds',
    'repeatable-read: lost-update holds',
    'repeatable-read: write-skew breaks',
    'serializable-retry: no-retry breaks',
    'serializable-retry: retry-on-40001 holds',
    'matrix: matrix holds',
    'ways-compared: serializable holds',
  ])
  expect(verdicts.find(({ way }) => way === 'matrix')!.numbers).toMatchObject({
    cells: 52,
    canOccur: 19,
    prevented: 33,
    agreeing: 16,
  })

  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.map(({ rows, columns }) => [rows.length, columns.length])).toEqual([
    [13, 5],
    [4, 5],
    [4, 6],
  ])
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8')
  for (const row of tables.flatMap(({ rows }) => rows))
    expect(readme).toContain(`| ${row.join(' | ')} |`)
  expect(tables.at(-1)!.rows).toEqual([
    ['read-uncommitted', '✗ breaks', '40 of 50', '10 of 70', '60 of 70', 'only a name'],
    ['read-committed', '✗ breaks', '40 of 50', '10 of 70', '60 of 70', 'locks by hand'],
    ['repeatable-read', '✗ breaks', '0 of 50', '0 of 70', '60 of 70', 'retry on 40001'],
    ['serializable', '✓ holds', '0 of 50', '0 of 70', '0 of 70', 'more retries'],
  ])

  const violations = events.flatMap((event) =>
    event.type === 'invariant' ? (event.violation ?? 'none') : [],
  )
  expect(violations).toEqual([
    '150 expected, 120 there',
    '100 were there, 160 are paid',
    'there were always 200, alice saw 250',
    'none',
    'the budget is 100, 120 are spent',
    'none',
    'the report shows 20 before the withdrawal, and bob paid a fee for having 0',
    'none',
    'one item cost 20 all the time, bob deleted none',
    'none',
    'none',
    'none',
    'none',
    'the answers are 40001 and paid',
    'none',
  ])
  const failures = events.flatMap((event) =>
    event.type === 'failed' ? `${event.actor} ${event.code}` : [],
  )
  expect(failures).toEqual(['alice 40001', 'bob 40001', 'bob 40001', 'alice 40001', 'alice 40001'])
})
