import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toEqual([
    ['two-joins', 'breaks', { customers: 4 }],
    ['aggregate-first', 'holds', { customers: 4 }],
    ['sum-distinct', 'breaks', { customers: 4 }],
    ['inner-join', 'breaks', { customers: 2 }],
    ['where-on-the-right', 'breaks', { customers: 2 }],
    ['count-rows', 'breaks', { customers: 4 }],
    ['lateral-join', 'holds', { customers: 4 }],
    ['not-in', 'breaks', { found: 0 }],
    ['not-exists', 'holds', { found: 2 }],
    ['left-join-is-null', 'holds', { found: 2 }],
    ['not-in-without-null', 'holds', { found: 2 }],
    ['union', 'breaks', { union: 6, 'union all': 10 }],
    ['alias-in-where', 'breaks', {}],
    ['hash-join', 'breaks', { few: 73, many: 276 }],
    ['aggregate-first', 'holds', {}],
  ])
})
