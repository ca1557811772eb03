import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => ({ way, observed, numbers }))).toEqual([
    { way: 'moved-permanently', observed: 'breaks', numbers: { messages: 4 } },
    { way: 'permanent-redirect', observed: 'holds', numbers: { messages: 4 } },
    { way: 'temporary-redirect', observed: 'holds', numbers: { messages: 4 } },
    { way: 'permanent-redirect', observed: 'holds', numbers: {} },
  ])
})
