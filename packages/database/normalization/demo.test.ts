import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['one-table', 'breaks', { anomalies: 5 }],
    ['third-form', 'holds', { anomalies: 0 }],
    ['first-form', 'breaks', { anomalies: 4 }],
    ['second-form', 'breaks', { anomalies: 2 }],
    ['one-table', 'holds', {}],
    ['first-form', 'holds', {}],
    ['second-form', 'holds', {}],
    ['third-form', 'holds', {}],
    ['split-by-city', 'breaks', {}],
    ['read-then-write', 'breaks', { orders: 182, broken: 140 }],
    ['recount', 'breaks', { orders: 50, broken: 20 }],
    ['atomic-update', 'holds', { orders: 50, broken: 0 }],
    ['trigger', 'holds', { orders: 14, broken: 0 }],
    ['materialized-view', 'breaks', { shown: 0, counted: 1 }],
    ['third-form', 'holds', {}],
  ])
})
