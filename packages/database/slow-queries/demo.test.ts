import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['most-frequent-first', 'breaks', { share: 97 }],
    ['as-found', 'breaks', { blocks: 17_085, expected: 16, found: 2_000 }],
    ['fresh-statistics', 'breaks', { blocks: 17_085, expected: 16, found: 2_000 }],
    ['extended-statistics', 'breaks', { blocks: 3_453, expected: 2_000, found: 2_000 }],
    ['ten-first', 'breaks', { blocks: 483 }],
    ['index-on-time', 'holds', { blocks: 170 }],
    ['monthly-totals', 'holds', { blocks: 65 }],
    ['cached-page', 'holds', { blocks: 1 }],
    ['cached-page', 'breaks', { first: 17_085, last: 1 }],
    ['stale-statistics', 'breaks', { blocks: 10_369, expected: 3, found: 5_000 }],
    ['after-analyze', 'holds', { blocks: 452 }],
    ['generic-plan', 'breaks', { custom: 4, generic: 524 }],
    ['index-on-time', 'holds', {}],
  ])
  const stale = verdicts.find(({ way }) => way === 'stale-statistics')
  expect(stale?.text).toContain('3 orders were expected and 5000 found')
})
