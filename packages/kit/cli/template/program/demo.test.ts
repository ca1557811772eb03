import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => ({ way, observed, numbers }))).toEqual([
    { way: 'switch-in-each-function', observed: 'breaks', numbers: { functionsChanged: 3 } },
    { way: 'object-for-each-carrier', observed: 'holds', numbers: { functionsChanged: 0 } },
    { way: 'object-for-each-carrier', observed: 'holds', numbers: {} },
  ])
})
