import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'joined-text breaks',
    'array-parameter holds',
    'placeholder-list breaks',
    'unnested-array holds',
    'array-parameter holds',
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 4)])).toEqual([
    ['joined-text', '42601', '450 titles', 'right', 10],
    ['placeholder-list', '42601', '22P02', '08P01', 10],
    ['array-parameter', 'right', '22P02', 'right', 1],
    ['unnested-array', 'right', '22P02', 'right', 1],
  ])
})
