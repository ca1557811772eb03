import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'no-fallback breaks',
    'last-known-price holds',
    'default-price holds',
    'cache-option breaks',
    'last-known-price holds',
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 2)])).toEqual([
    ['no-fallback', 5, 20],
    ['cache-option', 1, 20],
    ['last-known-price', 5, 0],
    ['default-price', 5, 0],
  ])
})
