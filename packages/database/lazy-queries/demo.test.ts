import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'unawaited-builder breaks',
    'awaited-once holds',
    'builder-awaited-twice breaks',
    'promise-awaited-twice holds',
    'remembered-promise holds',
    'logged-builder breaks',
    'logged-text holds',
    'caught-builder holds',
    'awaited-after-commit breaks',
    'refined-in-a-loop breaks',
    'cloned-builder holds',
    'grouped-query holds',
    'awaited-once holds',
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables[0]!.rows.map((row) => row.slice(1))).toEqual([
    [0, 1],
    [0, 1],
    [1, 1],
    [2, 1],
  ])
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 2)])).toEqual([
    ['unawaited-builder', 0, 0],
    ['builder-awaited-twice', 2, 2],
    ['logged-builder', 2, 2],
    ['awaited-after-commit', 0, 0],
    ['awaited-once', 1, 1],
    ['logged-text', 1, 1],
    ['caught-builder', 1, 1],
    ['promise-awaited-twice', 1, 1],
    ['remembered-promise', 1, 1],
  ])
})
