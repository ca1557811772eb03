import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => ({ way, observed, numbers }))).toEqual([
    { way: 'cast-column', observed: 'breaks', numbers: { smallest: 2, largest: 158 } },
    { way: 'half-open-range', observed: 'holds', numbers: { smallest: 2, largest: 3 } },
    { way: 'half-open-range', observed: 'holds', numbers: { largest: 3 } },
    { way: 'expression-index', observed: 'holds', numbers: { smallest: 2, largest: 3 } },
    { way: 'half-open-range', observed: 'holds', numbers: {} },
  ])
})
