import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'join-both breaks',
    'query-per-collection holds',
    'deduplicated-join breaks',
    'aggregate-per-collection holds',
    'count-of-join breaks',
    'count-distinct holds',
    'count-per-collection holds',
    'query-per-collection holds',
  ])
  // A card of the catalogue tells the first number by which the two ways differ.
  const [joined, separate] = verdicts.map(({ numbers }) => Object.entries(numbers)[0])
  expect([joined, separate]).toEqual([
    ['rows', 10_000],
    ['rows', 201],
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 3)])).toEqual([
    ['join-both', 1, 10_000, 468_522],
    ['deduplicated-join', 1, 10_000, 768_577],
    ['query-per-collection', 3, 201, 4_082],
    ['aggregate-per-collection', 1, 1, 2_438],
  ])
})
