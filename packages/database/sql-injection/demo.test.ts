import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toEqual([
    ['concatenation', 'breaks', { attacks: 7, fell: 7 }],
    ['parameters-and-a-list', 'holds', { attacks: 7, fell: 0 }],
    ['blacklist', 'breaks', { attacks: 7, fell: 6 }],
    ['doubled-quotes', 'breaks', { attacks: 7, fell: 5 }],
    ['limited-role', 'breaks', { attacks: 7, fell: 2 }],
    ['parameters-for-values', 'breaks', { attacks: 7, fell: 1 }],
    ['parameters-and-a-list', 'holds', {}],
  ])
})
