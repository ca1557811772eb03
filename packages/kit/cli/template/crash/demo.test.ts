import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => ({ way, observed, numbers }))).toEqual([
    {
      way: 'pay-each-delivery',
      observed: 'breaks',
      numbers: { orders: 5, broken: 1, waiting: 0 },
    },
    { way: 'note-then-pay', observed: 'breaks', numbers: { orders: 7, broken: 1, waiting: 0 } },
    { way: 'refund-as-key', observed: 'holds', numbers: { orders: 5, broken: 0, waiting: 0 } },
    { way: 'refund-as-key', observed: 'holds', numbers: {} },
  ])
})
