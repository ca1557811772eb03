import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'locks-as-given breaks',
    'locks-in-order holds',
    'retry-deadlock holds',
    'insert-then-lock breaks',
    'insert-then-update holds',
    'lock-then-insert holds',
    'locks-in-order holds',
  ])
  expect(verdicts[0]!.numbers).toMatchObject({ orders: 42, broken: 24 })
})
