import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'query-per-resolver breaks',
    'batching-loader holds',
    'awaited-loader breaks',
    'uneven-awaits breaks',
    'shared-loader breaks',
    'loader-per-request holds',
    'batching-loader holds',
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)!.rows.map(([way, , statements]) => [way, statements])).toEqual([
    ['query-per-resolver', 100],
    ['awaited-loader', 100],
    ['uneven-awaits', 51],
    ['batching-loader', 1],
  ])
})
