import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, events, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'without-a-key breaks',
    'customer-as-key holds',
    'key-and-one-partition-more breaks',
    'third-member breaks',
    'offset-per-group holds',
    'compaction holds',
    'retention breaks',
    'acks-0 breaks',
    'acks-1 breaks',
    'acks-all-alone breaks',
    'acks-all-min-2 holds',
    'acks-all holds',
    'customer-as-key holds',
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['without-a-key', '✗ breaks', 90, 77],
    ['customer-as-key', '✓ holds', 20, 0],
    ['one-partition', '✓ holds', 1, 0],
    ['key-and-one-partition-more', '✗ breaks', 60, 40],
  ])
})
