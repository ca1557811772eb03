import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'read-then-claim breaks',
    'lock-first-job holds',
    'skip-locked holds',
    'read-then-hold breaks',
    'limit-then-lock breaks',
    'lock-best-seats holds',
    'skip-locked-seats holds',
    'skip-locked holds',
  ])
  expect(verdicts[0]!.numbers).toMatchObject({ orders: 50, broken: 40 })
})
