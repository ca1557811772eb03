import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'mail-after-commit breaks',
    'mail-in-transaction breaks',
    'mail-with-key holds',
    'mail-with-new-key breaks',
    'mail-with-key holds',
  ])
  const [table] = events.filter((event) => event.type === 'table')
  expect(table?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['mail-after-commit', '✗ breaks', 9, 1],
    ['mail-in-transaction', '✗ breaks', 9, 1],
    ['mail-with-new-key', '✗ breaks', 9, 1],
    ['mail-with-key', '✓ holds', 9, 0],
  ])
})
