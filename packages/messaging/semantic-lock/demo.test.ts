import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'look-then-take breaks',
    'take-at-once breaks',
    'pending-mark holds',
    'pending-mark holds',
  ])
  const [table] = events.filter((event) => event.type === 'table')
  expect(table?.rows.map((row) => row.slice(2, 4))).toEqual([
    ['35,730 of 35,750', '0 of 5005'],
    ['0 of 124', '176 of 248'],
    ['0 of 5874', '0 of 5874'],
  ])
})
