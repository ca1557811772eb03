import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { verdicts } = await playedDemo(demo)
  expect(
    verdicts.map(({ way, claim, observed, numbers }) => ({ way, claim, observed, numbers })),
  ).toEqual([
    {
      way: 'read-then-write',
      claim: 'breaks',
      observed: 'breaks',
      numbers: { orders: 6, broken: 4 },
    },
    { way: 'atomic-update', claim: 'holds', observed: 'holds', numbers: { orders: 2, broken: 0 } },
  ])
})
