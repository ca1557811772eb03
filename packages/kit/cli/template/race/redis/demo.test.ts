import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => ({ way, observed, numbers }))).toEqual([
    {
      way: 'get-then-increment',
      observed: 'breaks',
      numbers: { orders: 6, broken: 4, waiting: 0 },
    },
    {
      way: 'increment-then-check',
      observed: 'holds',
      numbers: { orders: 2, broken: 0, waiting: 0 },
    },
    { way: 'watched-key', observed: 'holds', numbers: { orders: 20, broken: 0, waiting: 0 } },
    { way: 'increment-then-check', observed: 'holds', numbers: {} },
  ])
})
