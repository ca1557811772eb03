import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { verdicts } = await playedDemo(demo)
  expect(
    verdicts.map(({ way, claim, observed, numbers }) => ({ way, claim, observed, numbers })),
  ).toEqual([
    {
      way: 'read-then-mark',
      claim: 'breaks',
      observed: 'breaks',
      numbers: { orders: 50, broken: 40, waiting: 20 },
    },
    {
      way: 'conditional-update',
      claim: 'holds',
      observed: 'holds',
      numbers: { orders: 14, broken: 0, waiting: 6 },
    },
    {
      way: 'row-lock',
      claim: 'holds',
      observed: 'holds',
      numbers: { orders: 24, broken: 0, waiting: 14 },
    },
    { way: 'conditional-update', claim: 'holds', observed: 'holds', numbers: {} },
  ])
})
